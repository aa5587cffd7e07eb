package isocenter.pretrain.recipe;

import java.util.List;

/**
 * The encoder of one-channel images.
 *
 * @param architecture one of {@link #ARCHITECTURES}
 * @param patch side of a ViT's patch in pixels, a divisor of {@code image}; 0 for a ResNet
 * @param image side of the square input in pixels, 32–512
 */
public record BackboneSpec(
        String architecture, @DefaultValue("0") int patch, int image) {

    public static final List<String> ARCHITECTURES =
            List.of("vit-tiny", "vit-small", "vit-base", "resnet-18", "resnet-50");

    public BackboneSpec {
        Settings.oneOf("architecture", architecture, ARCHITECTURES);
        Settings.inRange("image", image, 32, 512);
        if (architecture.startsWith("vit")) {
            Settings.inRange("patch", patch, 4, 32);
            if (image % patch != 0) {
                throw new IllegalArgumentException(
                        "patch must divide image: " + image + " pixels are not a multiple of " + patch);
            }
        } else if (patch != 0) {
            throw new IllegalArgumentException("patch must be left out: " + architecture + " has no patches");
        }
    }

    /** True for the vision transformers, which MAE needs. */
    public boolean transformer() {
        return patch > 0;
    }
}
