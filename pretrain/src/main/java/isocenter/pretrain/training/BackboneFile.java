package isocenter.pretrain.training;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Safetensors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A pretrained encoder in a file of its own: timm's or torchvision's names, and enough description to rebuild it. Readable
 * by any safetensors library.
 */
public final class BackboneFile {
    private static final String NAME = "backbone.safetensors";

    private BackboneFile() {}

    static Path write(Path folder, Backbone backbone, PretrainRecipe recipe, long steps) {
        return write(folder, backbone, recipe.backbone(), recipe.objective(), steps);
    }

    /**
     * Writes an encoder with the description that {@link #read} rebuilds it from.
     *
     * @param objective what made its weights
     * @param steps taken here; 0 for weights that were made elsewhere
     * @return the file, in the folder
     */
    public static Path write(Path folder, Backbone backbone, BackboneSpec spec, String objective, long steps) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("architecture", spec.architecture());
        metadata.put("patch", Integer.toString(spec.patch()));
        metadata.put("image", Integer.toString(spec.image()));
        metadata.put("input_mean", Double.toString(Backbone.INPUT_MEAN));
        metadata.put("input_deviation", Double.toString(Backbone.INPUT_DEVIATION));
        metadata.put("objective", objective);
        metadata.put("steps", Long.toString(steps));
        Path file = folder.resolve(NAME);
        Safetensors.write(file, backbone.state(), metadata);
        return file;
    }

    /**
     * Rebuilds an encoder from its file, on the processor and in training mode.
     *
     * @throws isocenter.pretrain.tensor.SafetensorsException when the file is not sound
     */
    public static Backbone read(Path file) {
        Backbone backbone = Backbone.create(spec(file));
        Safetensors.readInto(file, backbone.state());
        return backbone;
    }

    /** The architecture that a file's description names. */
    public static BackboneSpec spec(Path file) {
        Map<String, String> metadata = Safetensors.metadata(file);
        return new BackboneSpec(
                metadata.getOrDefault("architecture", ""),
                Integer.parseInt(metadata.getOrDefault("patch", "0")),
                Integer.parseInt(metadata.getOrDefault("image", "0")));
    }
}
