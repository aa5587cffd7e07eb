package isocenter.pretrain.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of weights that are not understood what they seem to be and what to take instead. */
final class UnknownFamily {
    private static final Map<String, String> TRAITS = new LinkedHashMap<>();

    static {
        String timm = "take the same weights in timm's names (timm's own hub has them)";
        TRAITS.put("embeddings.patch_embeddings.projection.weight", "Hugging Face transformers' names: " + timm);
        TRAITS.put("vision_model.embeddings.patch_embedding.weight", "Hugging Face transformers' CLIP: " + timm);
        TRAITS.put("conv_proj.weight", "a torchvision vision transformer: " + timm);
        TRAITS.put(
                "visual.conv1.weight",
                "OpenAI's CLIP: it normalises before the first block, which no encoder here does");
        TRAITS.put("layers.0.blocks.0.attn.qkv.weight", "a Swin transformer, which is no encoder here");
        TRAITS.put("stages.0.blocks.0.conv_dw.weight", "a ConvNeXt, which is no encoder here");
        TRAITS.put("patch_embed.proj.weight", "an encoder under a prefix that is not known here: remove the prefix");
        TRAITS.put("layer1.0.conv1.weight", "an encoder under a prefix that is not known here: remove the prefix");
        TRAITS.put("features.0.weight", "a torchvision network that is no ResNet, hence no encoder here");
    }

    private UnknownFamily() {}

    static String message(Set<String> keys) {
        List<String> recognised = TRAITS.entrySet().stream()
                .filter(trait ->
                        keys.stream().anyMatch(key -> key.equals(trait.getKey()) || key.endsWith("." + trait.getKey())))
                .map(Map.Entry::getValue)
                .limit(1)
                .toList();
        return "The file holds no encoder that is known here: neither a vision transformer by timm's names ("
                + VitEncoder.STEM + ") nor a ResNet by torchvision's (" + ResNetEncoder.FIRST_BLOCK
                + "), bare or under model., module., backbone., encoder., teacher. or student. "
                + (recognised.isEmpty()
                        ? "It begins with " + keys.stream().sorted().limit(3).collect(Collectors.joining(", ", "", "."))
                        : "It seems to be " + recognised.get(0) + ".");
    }
}
