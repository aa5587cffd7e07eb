package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.tensor.Autocast;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Masked autoencoder (He et al. 2022, arXiv:2111.06377): most patches of an image are hidden, the encoder sees the rest,
 * and a light decoder must paint what was hidden.
 */
final class Mae extends Module implements Objective {
    private final VisionTransformer encoder;
    private final Decoder decoder;
    private final double maskRatio;

    Mae(VisionTransformer encoder, MaeSpec spec) {
        super("Mae");
        this.encoder = encoder;
        this.maskRatio = spec.maskRatio();
        register_module("backbone", encoder);
        decoder = register_module("decoder", new Decoder(encoder, spec.decoder()));
    }

    @Override
    public Loss lossOf(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        PatchMask mask = PatchMask.draw(images.size(0), encoder.patches(), maskRatio, pass.device());
        Tensor loss = MaskedPatchLoss.of(images, painted(images, mask, pass), mask.hidden(), encoder.patch());
        return new Loss(loss, Map.of());
    }

    @Override
    public Optional<Painting> painting(ViewBatch batch, Pass pass) {
        Tensor images = batch.whole();
        PatchMask mask = PatchMask.draw(images.size(0), encoder.patches(), maskRatio, pass.device());
        return Optional.of(
                MaskedPatchLoss.painting(images, painted(images, mask, pass), mask.hidden(), encoder.patch()));
    }

    /** [N, L, pixels of a patch] float32, each patch in units of its own deviation. */
    private Tensor painted(Tensor images, PatchMask mask, Pass pass) {
        try (Autocast mixed = pass.autocast()) {
            return decoder.forward(encoder.visibleTokens(images, mask.kept()), mask.restore())
                    .to(ScalarType.Float);
        }
    }

    @Override
    public int views() {
        return 1;
    }

    @Override
    public Backbone backbone() {
        return encoder;
    }

    @Override
    public Module module() {
        return this;
    }
}
