/**
 * Predictors, their scores image by image, and what these say: AUROC with intervals. Enter by {@link
 * isocenter.finetune.evaluation.Predictors}, which also hands a predictor's scores to the fairness audit. Neighbours:
 * {@code protocol}, which makes predictors; {@code isocenter.audit.fairness} for the statistics; {@code
 * isocenter.ingest.dataset} for sex and age.
 */
@NullMarked
package isocenter.finetune.evaluation;

import org.jspecify.annotations.NullMarked;
