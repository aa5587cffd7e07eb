package isocenter.pretrain.backbone;

import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.max_pool3d;

import isocenter.pretrain.recipe.BackboneSpec;
import java.util.Arrays;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.BatchNorm3dImpl;
import org.bytedeco.pytorch.BatchNormOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.Conv3dImpl;
import org.bytedeco.pytorch.Conv3dOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/** The axes that a network's layers run over. All that images and volumes do not share in a network is here. */
enum Axes {
    /** Rows and columns, [N, C, H, W]. */
    IMAGE(2, MemoryFormat.ChannelsLast) {
        @Override
        Convolution convolution(long in, long out, long kernel, long stride, long padding, boolean bias) {
            Conv2dOptions options = new Conv2dOptions(in, out, new LongPointer(all(kernel)));
            // put(a, b) would mean put(index, value)
            options.stride().put(all(stride));
            options.padding().put(new LongPointer(all(padding)));
            options.bias().put(bias);
            Conv2dImpl layer = new Conv2dImpl(options);
            return new Convolution(layer, layer.weight(), layer.bias(), layer::forward);
        }

        @Override
        BatchNorm batchNorm(long channels) {
            return BatchNorm.of(new BatchNorm2dImpl(new BatchNormOptions(channels)));
        }

        @Override
        Tensor maxPool(Tensor x, long kernel, long stride, long padding) {
            return max_pool2d(x, all(kernel), all(stride), all(padding), all(1), false);
        }
    },

    /** Planes, rows and columns, [N, C, D, H, W]. */
    VOLUME(3, MemoryFormat.Contiguous) {
        @Override
        Convolution convolution(long in, long out, long kernel, long stride, long padding, boolean bias) {
            Conv3dOptions options = new Conv3dOptions(in, out, new LongPointer(all(kernel)));
            options.stride().put(all(stride));
            options.padding().put(new LongPointer(all(padding)));
            options.bias().put(bias);
            Conv3dImpl layer = new Conv3dImpl(options);
            return new Convolution(layer, layer.weight(), layer.bias(), layer::forward);
        }

        @Override
        BatchNorm batchNorm(long channels) {
            return BatchNorm.of(new BatchNorm3dImpl(new BatchNormOptions(channels)));
        }

        @Override
        Tensor maxPool(Tensor x, long kernel, long stride, long padding) {
            return max_pool3d(x, all(kernel), all(stride), all(padding), all(1), false);
        }
    };

    private final int count;
    private final MemoryFormat layout;

    Axes(int count, MemoryFormat layout) {
        this.count = count;
        this.layout = layout;
    }

    static Axes of(BackboneSpec spec) {
        return spec.volumes() ? VOLUME : IMAGE;
    }

    /** 2 or 3. */
    int count() {
        return count;
    }

    /** The memory layout in which convolutions run fastest on the processor. */
    MemoryFormat layout() {
        return layout;
    }

    /** The numbers of these axes in a tensor, after batch and channels. */
    long[] numbers() {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 + i;
        }
        return numbers;
    }

    /** A convolution of the same kernel, stride and padding along every axis. */
    abstract Convolution convolution(long in, long out, long kernel, long stride, long padding, boolean bias);

    abstract BatchNorm batchNorm(long channels);

    abstract Tensor maxPool(Tensor x, long kernel, long stride, long padding);

    /** The same value for every axis. */
    long[] all(long value) {
        long[] values = new long[count];
        Arrays.fill(values, value);
        return values;
    }
}
