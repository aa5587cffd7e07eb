package isocenter.pretrain.portable;

import org.jspecify.annotations.Nullable;

/**
 * Where an exported network comes from. Hashes are SHA-256, in hexadecimal.
 *
 * @param backbone its id
 * @param weightsSha256 of the registered weights file
 * @param objective what made the weights
 * @param recipeSha256 of the recipe, or of what decided imported weights
 * @param dataset {@code name@version} of the dataset whose training part was seen; null when the weights were imported
 * @param datasetSha256 its root; null when the weights were imported
 */
public record Provenance(
        String backbone,
        String weightsSha256,
        String objective,
        String recipeSha256,
        @Nullable String dataset,
        @Nullable String datasetSha256) {}
