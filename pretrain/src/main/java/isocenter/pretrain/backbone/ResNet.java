package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu_;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/**
 * Residual network (He et al. 2016) with a 7×7 stem, for one channel. Parameter names are torchvision's ({@code conv1},
 * {@code layer1.0.bn2}, {@code layer2.0.downsample.0}).
 */
final class ResNet extends Module implements Backbone {
    private static final int STEM = 64;
    private static final int STRIDE = 32;

    private final Conv2dImpl conv1;
    private final BatchNorm2dImpl bn1;
    private final List<ResidualBlock> blocks = new ArrayList<>();
    private final int features;

    static ResNet resnet18() {
        return new ResNet(new int[] {2, 2, 2, 2}, false);
    }

    static ResNet resnet50() {
        return new ResNet(new int[] {3, 4, 6, 3}, true);
    }

    private ResNet(int[] stages, boolean bottleneck) {
        super("ResNet");
        conv1 = register_module("conv1", ResidualBlock.convolution(1, STEM, 7, 2, 3));
        bn1 = register_module("bn1", ResidualBlock.batchNorm(STEM));
        int in = STEM;
        for (int stage = 0; stage < stages.length; stage++) {
            ModuleListImpl layer = new ModuleListImpl();
            int width = STEM << stage;
            for (int i = 0; i < stages[stage]; i++) {
                ResidualBlock block = new ResidualBlock(in, width, stage > 0 && i == 0 ? 2 : 1, bottleneck);
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
        return map(images).mean(new long[] {2, 3}, false, new ScalarTypeOptional());
    }

    @Override
    public Tensor map(Tensor images) {
        Tensor x = images.sub(new Scalar(INPUT_MEAN)).mul(new Scalar(1 / INPUT_DEVIATION));
        x = relu_(BatchNorm.of(bn1, conv1.forward(x.contiguous(MemoryFormat.ChannelsLast))));
        x = max_pool2d(x, new long[] {3, 3}, new long[] {2, 2}, new long[] {1, 1}, new long[] {1, 1}, false);
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
