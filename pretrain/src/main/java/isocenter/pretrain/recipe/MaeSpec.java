package isocenter.pretrain.recipe;

/**
 * Masked autoencoder (He et al. 2022, arXiv:2111.06377); the loss is on masked patches, each normalised by its own mean
 * and deviation.
 *
 * @param maskRatio part of the patches hidden from the encoder, 0.1–0.95
 * @param decoder light transformer that predicts them
 */
public record MaeSpec(double maskRatio, DecoderSpec decoder) {

    public MaeSpec {
        Settings.inRange("maskRatio", maskRatio, 0.1, 0.95);
    }
}
