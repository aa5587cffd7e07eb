/**
 * The statistics of subgroup performance: pure functions from scores, outcomes and groups to estimates with intervals.
 * Entry classes: {@link isocenter.audit.fairness.Auroc} for one number,
 * {@link isocenter.audit.fairness.FairnessAssessment} for groups, gaps and a verdict. Neighbours:
 * {@code isocenter.audit.report} keeps and renders an assessment; {@code isocenter.finetune.evaluation} uses the numbers.
 */
@NullMarked
package isocenter.audit.fairness;

import org.jspecify.annotations.NullMarked;
