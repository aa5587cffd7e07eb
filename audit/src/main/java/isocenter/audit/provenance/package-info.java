/**
 * What was made from what: datasets, runs, backbones, labels, predictors and reports as one graph to walk. Entry: {@link
 * isocenter.audit.provenance.Lineage}; every module that makes something adds a {@link
 * isocenter.audit.provenance.LineageSource}. Neighbour: {@code isocenter.audit.ledger}, whose events say who did it and when.
 */
@NullMarked
package isocenter.audit.provenance;

import org.jspecify.annotations.NullMarked;
