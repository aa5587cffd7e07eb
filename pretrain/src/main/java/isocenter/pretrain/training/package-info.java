/**
 * The training loop and what it stands on: data order, prefetched batches, optimiser, schedule, checkpoints, divergence.
 * Entry class: {@link isocenter.pretrain.training.Pretrainer}. Objectives come from {@code isocenter.pretrain.objective};
 * the registry's job calls in; fine-tuning reuses {@link isocenter.pretrain.training.Optimizer} and its schedule.
 */
@NullMarked
package isocenter.pretrain.training;

import org.jspecify.annotations.NullMarked;
