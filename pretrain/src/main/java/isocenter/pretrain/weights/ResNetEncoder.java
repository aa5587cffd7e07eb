package isocenter.pretrain.weights;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.ones;

import isocenter.pretrain.recipe.BackboneSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A ResNet by torchvision's names, which timm uses too. Its first convolution has no bias, so that the shift between the
 * two normalisations goes into the running mean of the norm that follows. It pads with zeros, which are another grey in the
 * source than here: at the border, where the kernel reaches outside, the stem differs by an amount that depends on no image.
 */
final class ResNetEncoder implements SourceEncoder {
    static final String FIRST_BLOCK = "layer1.0.conv1.weight";

    private static final String STEM = "conv1.weight";
    private static final String MEAN = "bn1.running_mean";
    private static final double EPSILON = 1e-5;
    private static final List<Long> STEM_KERNEL = List.of(7L, 7L);

    private final SourceWeights source;
    private final String architecture;
    private final int channels;

    ResNetEncoder(SourceWeights source) {
        this.source = source;
        if (!source.has(STEM)) {
            throw new WeightsException("This ResNet has no " + source.key(STEM)
                    + ": its stem is another one than a single 7×7 convolution. Take a plain ResNet");
        }
        List<Long> stem = source.shape(STEM);
        if (stem.size() != 4 || !stem.subList(2, 4).equals(STEM_KERNEL)) {
            throw new WeightsException("This ResNet's first convolution has shape " + stem + ", not 64 kernels of 7×7:"
                    + " take a plain ResNet");
        }
        channels = SourceEncoder.channels(source.key(STEM), stem);
        boolean bottleneck = source.has("layer1.0.conv3.weight");
        List<Long> stages = new ArrayList<>();
        for (int stage = 1; stage <= 4; stage++) {
            String start = "layer" + stage + ".";
            stages.add(source.names().stream()
                    .filter(name -> name.startsWith(start) && name.endsWith(".conv1.weight"))
                    .count());
        }
        if (!bottleneck && stages.equals(List.of(2L, 2L, 2L, 2L))) {
            architecture = "resnet-18";
        } else if (bottleneck && stages.equals(List.of(3L, 4L, 6L, 3L))) {
            architecture = "resnet-50";
        } else {
            throw new WeightsException("This is a ResNet of " + stages + (bottleneck ? " bottlenecks" : " basic blocks")
                    + "; encoders here are resnet-18 and resnet-50: take one of these");
        }
    }

    @Override
    public String family() {
        return "ResNet by torchvision's names, which timm uses too";
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public BackboneSpec spec(int image) {
        return new BackboneSpec(architecture, 0, image);
    }

    @Override
    public Map<String, List<Long>> additional() {
        return Map.of();
    }

    @Override
    public List<Long> expected(String name, List<Long> ours) {
        return name.equals(STEM) ? List.of(ours.get(0), (long) channels, ours.get(2), ours.get(3)) : ours;
    }

    @Override
    public void fit(EncoderValues values, BackboneSpec spec, InputNormalisation normalisation, ReportDraft report) {
        StemFold fold = StemFold.of(values.exact(STEM), normalisation);
        values.put(STEM, fold.weight());
        report.folded(STEM, channels + " channel(s) of its normalisation into one of ours: exact for grey images");
        Tensor shift = fold.shift();
        if (shift.abs().max().item_double() == 0) {
            return;
        }
        values.put(MEAN, values.exact(MEAN).sub(shift));
        Tensor deviation =
                values.exact("bn1.running_var").add(new Scalar(EPSILON)).sqrt();
        Tensor gain = values.exact("bn1.weight").div(deviation);
        report.folded(
                MEAN,
                "the shift between the two normalisations taken off: exact wherever conv1's kernel lies inside the image");
        report.remark(
                ("The outermost two or three rows and columns of conv1's outputs differ from the source's, which pads"
                                + " with its own grey: by at most %.3g after bn1, whose outputs have a deviation of about 1 times"
                                + " its weight. The same for every image")
                        .formatted(border(fold, spec.image())
                                .mul(gain.reshape(1, -1, 1, 1))
                                .abs()
                                .max()
                                .item_double()));
    }

    /** What the source adds to conv1's outputs less what the running mean stands for: zero but at the border. */
    static Tensor border(StemFold fold, int image) {
        Tensor inside = ones(1, 1, image, image).to(ScalarType.Double);
        Tensor added = conv2d(
                inside,
                fold.offsets(),
                new TensorOptional(),
                new long[] {2, 2},
                new long[] {3, 3},
                new long[] {1, 1},
                1);
        return added.sub(fold.shift().reshape(1, -1, 1, 1));
    }
}
