/**
 * Whether new images are like those that a backbone has learned from, in what it sees of them and in how they were taken.
 * Entry: {@link isocenter.pretrain.drift.Drift}. Neighbours: {@code embedding} (features), {@code registry} (lineage).
 */
@NullMarked
package isocenter.pretrain.drift;

import org.jspecify.annotations.NullMarked;
