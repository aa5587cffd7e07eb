/**
 * Compares backbones: the same probes on the same held-out patients, beside random weights and features that anybody could
 * write down.
 *
 * <p>Entry class: {@link isocenter.pretrain.comparison.Comparisons}. Neighbours: {@code watch} (which judges one backbone),
 * {@code registry} (which has them), {@code isocenter.ingest.job}.
 */
@NullMarked
package isocenter.pretrain.comparison;

import org.jspecify.annotations.NullMarked;
