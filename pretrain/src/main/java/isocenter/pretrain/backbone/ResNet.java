package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.relu_;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * Residual network (He et al. 2016) with a stem of 7 pixels, for one channel. Parameter names are torchvision's ({@code
 * conv1}, {@code layer1.0.bn2}, {@code layer2.0.downsample.0}). That of volumes is the same network with a third axis
 * everywhere, the stem's stride and the pooling too; MONAI's has its names, as {@code resnet18(conv1_t_stride=2,
 * shortcut_type="B", bias_downsample=False)} its shape.
 */
final class ResNet extends Module implements Backbone {
    private static final int STEM = 64;
    private static final int STRIDE = 32;

    private final Convolution conv1;
    private final BatchNorm bn1;
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final Axes axes;
    private final int features;

    static ResNet resnet18(Axes axes) {
        return new ResNet(axes, new int[] {2, 2, 2, 2}, false);
    }

    static ResNet resnet50(Axes axes) {
        return new ResNet(axes, new int[] {3, 4, 6, 3}, true);
    }

    private ResNet(Axes axes, int[] stages, boolean bottleneck) {
        super("ResNet");
        this.axes = axes;
        conv1 = ResidualBlock.convolution(axes, 1, STEM, 7, 2, 3);
        bn1 = axes.batchNorm(STEM);
        register_module("conv1", conv1.module());
        register_module("bn1", bn1.module());
        int in = STEM;
        for (int stage = 0; stage < stages.length; stage++) {
            ModuleListImpl layer = new ModuleListImpl();
            int width = STEM << stage;
            for (int i = 0; i < stages[stage]; i++) {
                ResidualBlock block = new ResidualBlock(axes, in, width, stage > 0 && i == 0 ? 2 : 1, bottleneck);
                blocks.add(block);
                layer.push_back(block);
                in = block.channels();
            }
            register_module("layer" + (stage + 1), layer);
        }
        features = in;
    }

    @Override
    public Tensor features(Tensor images) {
        return map(images).mean(axes.numbers(), false, new ScalarTypeOptional());
    }

    @Override
    public Tensor map(Tensor images) {
        Tensor x = images.sub(new Scalar(INPUT_MEAN)).mul(new Scalar(1 / INPUT_DEVIATION));
        x = relu_(bn1.forward(conv1.forward(x.contiguous(axes.layout()))));
        x = axes.maxPool(x, 3, 2, 1);
        for (ResidualBlock block : blocks) {
            x = block.forward(x);
        }
        return x;
    }

    @Override
    public int stride() {
        return STRIDE;
    }

    @Override
    public void dropPath(double rate) {
        if (rate > 0) {
            throw new IllegalArgumentException("dropPath must be 0 for a ResNet: stochastic depth is for ViTs here");
        }
    }

    @Override
    public int featureCount() {
        return features;
    }

    @Override
    public int depth() {
        return 4;
    }

    @Override
    public int depthOf(String parameter) {
        return parameter.startsWith("layer") ? parameter.charAt("layer".length()) - '0' : 0;
    }

    @Override
    public Module module() {
        return this;
    }
}
