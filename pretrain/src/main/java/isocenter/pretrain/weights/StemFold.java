package isocenter.pretrain.weights;

import isocenter.pretrain.backbone.Backbone;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * A first convolution over c standardised channels as one over our single channel. A grey pixel x reaches the source as
 * y_c = (x − m_c)/s_c and this encoder as z = (x − 0.5)/0.25, so that y_c = z·0.25/s_c + (0.5 − m_c)/s_c, and with it
 *
 * <pre>Σ_c w_c ∗ y_c = (Σ_c w_c·0.25/s_c) ∗ z + (Σ_c w_c·(0.5 − m_c)/s_c) ∗ 1</pre>
 *
 * The second term is a constant for each output wherever the kernel lies inside the image. Computed in 64-bit floats.
 *
 * @param weight [O, 1, k, k]
 * @param offsets [O, 1, k, k]: what the second term adds for each position of the kernel that lies inside the image
 */
record StemFold(Tensor weight, Tensor offsets) {

    /** @param weight [O, C, k, k] of the source */
    static StemFold of(Tensor weight, InputNormalisation normalisation) {
        int channels = (int) weight.size(1);
        InputNormalisation used = normalisation.forChannels(channels);
        double[] scales = new double[channels];
        double[] offsets = new double[channels];
        for (int c = 0; c < channels; c++) {
            scales[c] = Backbone.INPUT_DEVIATION / used.deviation().get(c);
            offsets[c] = (Backbone.INPUT_MEAN - used.mean().get(c))
                    / used.deviation().get(c);
        }
        Tensor exact = weight.to(ScalarType.Double);
        return new StemFold(overChannels(exact, scales), overChannels(exact, offsets));
    }

    private static Tensor overChannels(Tensor weight, double[] factors) {
        return weight.mul(Tensor.create(factors, 1, factors.length, 1, 1))
                .sum(new long[] {1}, true, new ScalarTypeOptional());
    }

    /** [O]: the second term where the whole kernel lies inside the image. */
    Tensor shift() {
        return offsets.sum(new long[] {1, 2, 3}, false, new ScalarTypeOptional());
    }
}
