/**
 * How a backbone and labels become a predictor: which patients' labels are drawn, linear probe or full fine-tuning,
 * from a backbone or from scratch. Enter by {@link isocenter.finetune.protocol.Finetuning}, which submits the work that
 * {@link isocenter.finetune.protocol.FinetuneJob} does in a worker process. Neighbours: {@code evaluation}, which keeps
 * predictors and their scores; {@code isocenter.annotate.task} for labels; {@code isocenter.pretrain} for
 * backbones, views and the training engine.
 */
@NullMarked
package isocenter.finetune.protocol;

import org.jspecify.annotations.NullMarked;
