package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.VisionTransformer;
import isocenter.pretrain.tensor.Autocast;
import java.util.Map;
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
        Tensor painted;
        try (Autocast mixed = pass.autocast()) {
            painted = decoder.forward(encoder.visibleTokens(images, mask.kept()), mask.restore());
        }
        Tensor loss = MaskedPatchLoss.of(images, painted.to(ScalarType.Float), mask.hidden(), encoder.patch());
        return new Loss(loss, Map.of());
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
