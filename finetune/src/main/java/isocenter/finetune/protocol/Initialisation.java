package isocenter.finetune.protocol;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.registry.BackboneVersion;
import org.jspecify.annotations.Nullable;

/**
 * Where a classifier's weights start.
 *
 * @param architecture the encoder
 * @param backbone id of the pretrained backbone; null for random weights, the honest baseline of the same architecture
 *     and budget
 */
public record Initialisation(
        BackboneSpec architecture, @Nullable String backbone) {

    public static Initialisation pretrained(BackboneVersion backbone) {
        return new Initialisation(backbone.spec(), backbone.id);
    }

    public static Initialisation scratch(BackboneSpec architecture) {
        return new Initialisation(architecture, null);
    }

    /** {@code backbone} or {@code scratch}. */
    public String kind() {
        return backbone == null ? "scratch" : "backbone";
    }
}
