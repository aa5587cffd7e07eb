package isocenter.pretrain.weights;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.ClosedFormWeights;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Safetensors;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Weights files as others publish them, with values by the formula of {@link ClosedFormWeights}. */
final class PublishedWeights {
    private static final Map<BackboneSpec, Map<String, Tensor>> KNOWN = new HashMap<>();

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    /** The encoder as it is known here, but for three channels. */
    static PublishedWeights of(BackboneSpec spec) {
        PublishedWeights weights = new PublishedWeights();
        weights.tensors.putAll(KNOWN.computeIfAbsent(spec, PublishedWeights::tensors));
        return weights;
    }

    private static Map<String, Tensor> tensors(BackboneSpec spec) {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        Backbone.create(spec).state().forEach((name, tensor) -> {
            boolean stem = name.equals("conv1.weight") || name.equals("patch_embed.proj.weight");
            tensors.put(
                    name,
                    stem
                            ? torch.zeros(tensor.size(0), 3, tensor.size(2), tensor.size(3))
                            : tensor.detach().clone());
        });
        ClosedFormWeights.fill(tensors);
        return tensors;
    }

    PublishedWeights with(String name, long... shape) {
        Tensor added = torch.zeros(shape);
        ClosedFormWeights.fill(Map.of(name, added));
        return with(name, added);
    }

    PublishedWeights with(String name, Tensor value) {
        tensors.put(name, value);
        return this;
    }

    PublishedWeights withLayerScale(int depth, long width) {
        for (int i = 0; i < depth; i++) {
            with("blocks." + i + ".ls1.gamma", width).with("blocks." + i + ".ls2.gamma", width);
        }
        return this;
    }

    PublishedWeights without(String name) {
        tensors.remove(name);
        return this;
    }

    PublishedWeights under(String prefix) {
        PublishedWeights wrapped = new PublishedWeights();
        tensors.forEach((name, tensor) -> wrapped.tensors.put(prefix + name, tensor));
        return wrapped;
    }

    Map<String, Tensor> tensors() {
        return tensors;
    }

    Path write(Path folder) {
        Path file = folder.resolve("published.safetensors");
        Safetensors.write(file, tensors, Map.of("format", "pt"));
        return file;
    }
}
