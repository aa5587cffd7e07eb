package isocenter.pretrain.recipe;

import java.util.List;

/**
 * The encoder of one-channel images, or of volumes.
 *
 * @param architecture one of {@link #ARCHITECTURES}; those that end in {@code -3d} are for volumes
 * @param patch side of a ViT's patch in pixels, a divisor of {@code image}; 0 for a ResNet
 * @param image side of the square input in pixels, 32–512, or of the cube in voxels, 16–256
 */
public record BackboneSpec(
        String architecture, @DefaultValue("0") int patch, int image) {

    public static final List<String> ARCHITECTURES = List.of(
            "vit-tiny",
            "vit-small",
            "vit-base",
            "resnet-18",
            "resnet-50",
            "vit-tiny-3d",
            "vit-small-3d",
            "resnet-18-3d");

    private static final String VOLUMES = "-3d";

    public BackboneSpec {
        Settings.oneOf("architecture", architecture, ARCHITECTURES);
        boolean volumes = architecture.endsWith(VOLUMES);
        Settings.inRange("image", image, volumes ? 16 : 32, volumes ? 256 : 512);
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

    /** True for encoders of volumes. */
    public boolean volumes() {
        return architecture.endsWith(VOLUMES);
    }

    /** The architecture's name without what it is for. */
    public String network() {
        return volumes() ? architecture.substring(0, architecture.length() - VOLUMES.length()) : architecture;
    }
}
