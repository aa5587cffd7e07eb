package isocenter.pretrain.weights;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.StepScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Reads a published encoder from a safetensors file: timm's, MAE's, DINO's or DINOv2's ViT, timm's or torchvision's ResNet.
 * The backbone computes for a grey image in [0, 1] what the source computes for the same image on all its channels, after
 * its own normalisation; a ResNet but for the border of its stem, and a ViT for another image size with resized positions.
 */
public final class WeightsImport {
    private WeightsImport() {}

    /**
     * @param file safetensors, of 16-, 32- or 64-bit floats
     * @param normalisation of the source's pixels
     * @param image side of the images that the backbone will see, 32–512
     * @throws WeightsException when the file is of another format or network, or lacks a weight: nothing is ever left random
     * @throws isocenter.pretrain.tensor.SafetensorsException when the file is damaged
     */
    public static ImportedWeights read(Path file, InputNormalisation normalisation, int image) {
        SourceWeights source = SourceWeights.open(file);
        SourceEncoder encoder = SourceEncoder.of(source);
        BackboneSpec spec = encoder.spec(image);
        normalisation.forChannels(encoder.channels());
        Backbone backbone = Backbone.create(spec);
        ReportDraft report = new ReportDraft(source);
        try (StepScope scope = new StepScope();
                NoGradGuard noGradient = new NoGradGuard()) {
            Map<String, Tensor> state = backbone.state();
            Set<String> taken = names(source, encoder, state.keySet(), report);
            requireShapes(source, encoder, taken, state);
            EncoderValues values = values(source, taken, report);
            encoder.fit(values, spec, normalisation, report);
            values.copyInto(state);
            return new ImportedWeights(spec, backbone, report.finish(encoder.family(), encoder.channels()));
        }
    }

    /** The tensors that take part. What is missing is refused, what is left over ignored or refused. */
    private static Set<String> names(
            SourceWeights source, SourceEncoder encoder, Set<String> wanted, ReportDraft report) {
        Set<String> taken = new LinkedHashSet<>();
        List<String> missing = new ArrayList<>();
        for (String name : wanted) {
            if (UnusedNames.counter(name)) {
                continue;
            }
            if (source.has(name)) {
                taken.add(name);
            } else {
                missing.add(source.key(name));
            }
        }
        taken.addAll(encoder.additional().keySet());
        Set<String> unused = new TreeSet<>(source.names());
        unused.removeAll(taken);
        UnusedNames.sort(unused, source, report);
        if (!missing.isEmpty()) {
            throw new WeightsException("The file lacks " + missing.size() + " of the encoder's weights ("
                    + UnusedNames.named(missing) + "): nothing is left random here. Take the whole release");
        }
        return taken;
    }

    private static void requireShapes(
            SourceWeights source, SourceEncoder encoder, Set<String> taken, Map<String, Tensor> state) {
        Map<String, List<Long>> expected = new LinkedHashMap<>(encoder.additional());
        state.forEach((name, ours) -> expected.put(name, encoder.expected(name, shape(ours))));
        List<String> wrong = new ArrayList<>();
        for (String name : taken) {
            List<Long> shape = source.shape(name);
            if (!shape.equals(expected.get(name))) {
                wrong.add(source.key(name) + " has shape " + shape + ", not " + expected.get(name));
            }
        }
        if (!wrong.isEmpty()) {
            throw new WeightsException("The file is of another network: " + UnusedNames.named(wrong));
        }
    }

    private static List<Long> shape(Tensor tensor) {
        List<Long> shape = new ArrayList<>();
        for (long axis = 0; axis < tensor.dim(); axis++) {
            shape.add(tensor.size(axis));
        }
        return shape;
    }

    private static EncoderValues values(SourceWeights source, Set<String> taken, ReportDraft report) {
        taken.forEach(report::matched);
        source.foreignTypes(taken)
                .forEach((type, count) -> report.remark(count + " tensors converted from " + type + " to F32"));
        return new EncoderValues(source.read(taken));
    }
}
