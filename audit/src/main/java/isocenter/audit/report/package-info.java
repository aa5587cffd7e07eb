/**
 * Fairness reports: assesses a predictor's scores by group and keeps the result as rows, as one self-contained HTML page
 * and as JSON, bound to the ledger. Entry class: {@link isocenter.audit.report.FairnessAudits}. Neighbours:
 * {@code isocenter.audit.fairness} computes, {@code isocenter.audit.ledger} records.
 */
@NullMarked
package isocenter.audit.report;

import org.jspecify.annotations.NullMarked;
