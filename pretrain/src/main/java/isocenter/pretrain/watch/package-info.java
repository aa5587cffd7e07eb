/**
 * Watches what a backbone has learned: measures of its features alone, nearest neighbours and linear probes with labels of
 * held-out patients, during pretraining and after it. No label ever reaches the training.
 *
 * <p>Entry class: {@link isocenter.pretrain.watch.BackboneEvaluation}. Neighbours: {@code backbone} (what is watched),
 * {@code training} (when), {@code registry} (which stores the figures); labels come through {@link
 * isocenter.pretrain.watch.WatchLabels}; finetune uses the same linear probe.
 */
@NullMarked
package isocenter.pretrain.watch;

import org.jspecify.annotations.NullMarked;
