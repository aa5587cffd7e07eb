package isocenter.pretrain.weights;

import isocenter.pretrain.recipe.BackboneSpec;
import java.util.List;
import java.util.Map;

/** A published encoder: what it is, which of its tensors are of use, and how they become ours. */
sealed interface SourceEncoder permits VitEncoder, ResNetEncoder {

    /** @throws WeightsException when it is of a size that is no encoder here */
    static SourceEncoder of(SourceWeights source) {
        return source.has(VitEncoder.STEM) ? new VitEncoder(source) : new ResNetEncoder(source);
    }

    /** Channels that a first convolution takes. */
    static int channels(String key, List<Long> shape) {
        long channels = shape.get(1);
        if (channels != 1 && channels != 3) {
            throw new WeightsException(key + " has shape " + shape + ": images of " + channels
                    + " channels, where grey ones have 1 and coloured ones 3");
        }
        return (int) channels;
    }

    /** Whose names it uses, in words. */
    String family();

    /** Channels of its images. */
    int channels();

    /**
     * The encoder here that takes these weights.
     *
     * @param image side of the images that it will see
     * @throws WeightsException when the image does not suit the patch
     */
    BackboneSpec spec(int image);

    /** What the source has to have besides what the encoder here has too: names and shapes. */
    Map<String, List<Long>> additional();

    /**
     * The shape that the source's tensor must have.
     *
     * @param ours the shape of the encoder's tensor of the same name
     */
    List<Long> expected(String name, List<Long> ours);

    /**
     * Changes the source's values into those of the encoder here, in the map, under its names.
     *
     * @param values every tensor that takes part
     */
    void fit(EncoderValues values, BackboneSpec spec, InputNormalisation normalisation, ReportDraft report);
}
