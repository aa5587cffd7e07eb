/**
 * A picture of a backbone's features in the plane, coloured by what is known of the images, and beside each colour how well it
 * can be read from the features: a shortcut shows in both.
 *
 * <p>Entry class: {@link isocenter.pretrain.map.EmbeddingMaps}. Neighbours: {@code embedding} (whose features), {@code watch}
 * (labels), {@code isocenter.ingest.archive} (devices and projections).
 */
@NullMarked
package isocenter.pretrain.map;

import org.jspecify.annotations.NullMarked;
