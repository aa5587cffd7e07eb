package isocenter.pretrain.weights;

import java.util.Collections;
import java.util.List;

/**
 * How a network's makers standardised its pixels: (value − mean) / deviation for each channel, values in [0, 1]. A weights
 * file does not say; the page it was published on does.
 *
 * @param mean one for each channel, or one for all
 * @param deviation as many as there are means, each above 0
 */
public record InputNormalisation(List<Double> mean, List<Double> deviation) {
    /** The means and deviations of ImageNet: torchvision, MAE, DINO, DINOv2 and most of timm. */
    public static final InputNormalisation IMAGENET =
            new InputNormalisation(List.of(0.485, 0.456, 0.406), List.of(0.229, 0.224, 0.225));

    /** To [−1, 1]: the ViTs that timm took over from JAX. */
    public static final InputNormalisation HALF = new InputNormalisation(List.of(0.5), List.of(0.5));

    /** Values as they are. */
    public static final InputNormalisation NONE = new InputNormalisation(List.of(0.0), List.of(1.0));

    public InputNormalisation {
        mean = List.copyOf(mean);
        deviation = List.copyOf(deviation);
        boolean counted = mean.size() == deviation.size() && (mean.size() == 1 || mean.size() == 3);
        if (!counted
                || !mean.stream().allMatch(Double::isFinite)
                || !deviation.stream().allMatch(value -> value > 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException(
                    "An input normalisation takes one mean and one deviation, or three of each,"
                            + " for pixel values in [0, 1]; deviations are above 0");
        }
    }

    /** @throws WeightsException when it is for another number of channels */
    InputNormalisation forChannels(int channels) {
        if (mean.size() == channels) {
            return this;
        }
        if (mean.size() != 1) {
            throw new WeightsException("These weights take " + channels + " channel(s), the normalisation is for "
                    + mean.size() + ": give one mean and one deviation");
        }
        return new InputNormalisation(
                Collections.nCopies(channels, mean.get(0)), Collections.nCopies(channels, deviation.get(0)));
    }
}
