package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.kaiming_normal_;
import static org.bytedeco.pytorch.global.torch.relu_;

import isocenter.pretrain.tensor.StepScope;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.FanModeType;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.ModuleListImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Nonlinearity;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.kFanOut;
import org.bytedeco.pytorch.kReLU;
import org.jspecify.annotations.Nullable;

/** ResNet's basic block (two 3×3 convolutions) or bottleneck (1×1, 3×3, 1×1 to four times the width). */
final class ResidualBlock extends Module {
    private static final int EXPANSION = 4;

    private final int channels;
    private final Conv2dImpl conv1;
    private final BatchNorm2dImpl bn1;
    private final Conv2dImpl conv2;
    private final BatchNorm2dImpl bn2;
    private final @Nullable Conv2dImpl conv3;
    private final @Nullable BatchNorm2dImpl bn3;
    private final @Nullable Conv2dImpl shortcut;
    private final @Nullable BatchNorm2dImpl shortcutNorm;

    ResidualBlock(int in, int width, int stride, boolean bottleneck) {
        super("ResidualBlock");
        channels = bottleneck ? EXPANSION * width : width;
        // torchvision strides in the 3×3 convolution of a bottleneck ("ResNet v1.5")
        conv1 = register_module(
                "conv1", bottleneck ? convolution(in, width, 1, 1, 0) : convolution(in, width, 3, stride, 1));
        bn1 = register_module("bn1", batchNorm(width));
        conv2 = register_module("conv2", convolution(width, width, 3, bottleneck ? stride : 1, 1));
        bn2 = register_module("bn2", batchNorm(width));
        conv3 = bottleneck ? register_module("conv3", convolution(width, channels, 1, 1, 0)) : null;
        bn3 = bottleneck ? register_module("bn3", batchNorm(channels)) : null;
        boolean project = stride != 1 || in != channels;
        shortcut = project ? convolution(in, channels, 1, stride, 0) : null;
        shortcutNorm = project ? batchNorm(channels) : null;
        if (shortcut != null && shortcutNorm != null) {
            ModuleListImpl downsample = new ModuleListImpl();
            downsample.push_back(shortcut);
            downsample.push_back(shortcutNorm);
            register_module("downsample", downsample);
        }
    }

    /** Channels of the output. */
    int channels() {
        return channels;
    }

    /** [N, in, H, W] → [N, channels, H/stride, W/stride]. */
    Tensor forward(Tensor x) {
        return StepScope.keepingResult(() -> {
            Tensor y = BatchNorm.of(bn2, conv2.forward(relu_(BatchNorm.of(bn1, conv1.forward(x)))));
            if (conv3 != null && bn3 != null) {
                y = BatchNorm.of(bn3, conv3.forward(relu_(y)));
            }
            Tensor skip =
                    shortcut != null && shortcutNorm != null ? BatchNorm.of(shortcutNorm, shortcut.forward(x)) : x;
            return relu_(y.add_(skip));
        });
    }

    /** A convolution without bias, Kaiming-normal over its outputs, its weights with channels last. */
    static Conv2dImpl convolution(int in, int out, int kernel, int stride, int padding) {
        Conv2dImpl convolution = Layers.convolution(in, out, kernel, stride, padding, false);
        try (NoGradGuard noGradient = new NoGradGuard()) {
            kaiming_normal_(convolution.weight(), 0, new FanModeType(new kFanOut()), new Nonlinearity(new kReLU()));
            // not contiguous(..): over one channel both layouts count as contiguous, and the stem would keep the slow
            // one
            Tensor weight = convolution.weight();
            weight.set_data(
                    weight.to(weight.scalar_type(), false, true, new MemoryFormatOptional(MemoryFormat.ChannelsLast)));
        }
        return convolution;
    }

    static BatchNorm2dImpl batchNorm(int channels) {
        return new BatchNorm2dImpl(new BatchNormOptions(channels));
    }
}
