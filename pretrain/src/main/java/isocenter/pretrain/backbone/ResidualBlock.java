package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.kaiming_normal_;
import static org.bytedeco.pytorch.global.torch.relu_;

import isocenter.pretrain.tensor.StepScope;
import org.bytedeco.pytorch.FanModeType;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Nonlinearity;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.kFanOut;
import org.bytedeco.pytorch.kReLU;
import org.jspecify.annotations.Nullable;

/** ResNet's basic block (two convolutions of 3) or bottleneck (of 1, 3 and 1, to four times the width). */
final class ResidualBlock extends Module {
    private static final int EXPANSION = 4;

    private final int channels;
    private final Convolution conv1;
    private final BatchNorm bn1;
    private final Convolution conv2;
    private final BatchNorm bn2;
    private final @Nullable Convolution conv3;
    private final @Nullable BatchNorm bn3;
    private final @Nullable Convolution shortcut;
    private final @Nullable BatchNorm shortcutNorm;

    ResidualBlock(Axes axes, int in, int width, int stride, boolean bottleneck) {
        super("ResidualBlock");
        channels = bottleneck ? EXPANSION * width : width;
        // torchvision strides in the 3×3 convolution of a bottleneck ("ResNet v1.5")
        conv1 = bottleneck ? convolution(axes, in, width, 1, 1, 0) : convolution(axes, in, width, 3, stride, 1);
        bn1 = axes.batchNorm(width);
        conv2 = convolution(axes, width, width, 3, bottleneck ? stride : 1, 1);
        bn2 = axes.batchNorm(width);
        conv3 = bottleneck ? convolution(axes, width, channels, 1, 1, 0) : null;
        bn3 = bottleneck ? axes.batchNorm(channels) : null;
        register_module("conv1", conv1.module());
        register_module("bn1", bn1.module());
        register_module("conv2", conv2.module());
        register_module("bn2", bn2.module());
        if (conv3 != null && bn3 != null) {
            register_module("conv3", conv3.module());
            register_module("bn3", bn3.module());
        }
        boolean project = stride != 1 || in != channels;
        shortcut = project ? convolution(axes, in, channels, 1, stride, 0) : null;
        shortcutNorm = project ? axes.batchNorm(channels) : null;
        if (shortcut != null && shortcutNorm != null) {
            ModuleListImpl downsample = new ModuleListImpl();
            downsample.push_back(shortcut.module());
            downsample.push_back(shortcutNorm.module());
            register_module("downsample", downsample);
        }
    }

    /** Channels of the output. */
    int channels() {
        return channels;
    }

    /** [N, in, H, W] → [N, channels, H/stride, W/stride], of volumes with D before H. */
    Tensor forward(Tensor x) {
        return StepScope.keepingResult(() -> {
            Tensor y = bn2.forward(conv2.forward(relu_(bn1.forward(conv1.forward(x)))));
            if (conv3 != null && bn3 != null) {
                y = bn3.forward(conv3.forward(relu_(y)));
            }
            Tensor skip = shortcut != null && shortcutNorm != null ? shortcutNorm.forward(shortcut.forward(x)) : x;
            return relu_(y.add_(skip));
        });
    }

    /** A convolution without bias, Kaiming-normal over its outputs, its weights in the layout of its axes. */
    static Convolution convolution(Axes axes, int in, int out, int kernel, int stride, int padding) {
        Convolution convolution = axes.convolution(in, out, kernel, stride, padding, false);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            Tensor weight = convolution.weight();
            kaiming_normal_(weight, 0, new FanModeType(new kFanOut()), new Nonlinearity(new kReLU()));
            // not contiguous(..): over one channel both layouts count as contiguous, and the stem would keep the slow
            // one
            weight.set_data(weight.to(weight.scalar_type(), false, true, new MemoryFormatOptional(axes.layout())));
        }
        return convolution;
    }
}
