package isocenter.pretrain.portable;

import isocenter.audit.content.Sha256;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.training.BackboneFile;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A backbone with random weights, the files written of it, and what it answers to random images. */
record ExportedBackbone(
        Path weights,
        Provenance provenance,
        Path torchScript,
        Path onnx,
        Map<String, String> metadata,
        Tensor images,
        Tensor features) {

    private static final int IMAGES = 3;

    static ExportedBackbone of(BackboneSpec spec, Path folder) {
        Backbone backbone = Backbone.create(spec);
        torch.manual_seed(11);
        Tensor images = torch.rand(IMAGES, 1, spec.image(), spec.image());
        try (NoGradGuard noGradient = new NoGradGuard()) {
            backbone.state().forEach(ExportedBackbone::fill);
            Path weights = BackboneFile.write(folder, backbone, spec, "mae", 10);
            Provenance provenance = new Provenance(
                    "mae-" + spec.architecture() + "-012345",
                    Sha256.hex(weights),
                    "mae",
                    "ab".repeat(32),
                    "chest@2",
                    "cd".repeat(32));
            Path torchScript = folder.resolve("exported.pt");
            Path onnx = folder.resolve("exported.onnx");
            TorchScriptExport.write(weights, torchScript, provenance);
            Map<String, String> metadata = OnnxExport.write(weights, onnx, provenance);
            backbone.module().train(false);
            return new ExportedBackbone(
                    weights, provenance, torchScript, onnx, metadata, images, backbone.features(images));
        }
    }

    /** Values near 1 pass through every layer, except that the first norms see so little that their ε counts. */
    private static void fill(String name, Tensor tensor) {
        if (name.endsWith("num_batches_tracked")) {
            return;
        }
        double fan = (double) tensor.numel() / tensor.size(0);
        boolean first = name.startsWith("patch_embed") || name.endsWith("_embed") || name.endsWith("_token");
        Tensor random = torch.randn_like(tensor);
        if (first || name.equals("conv1.weight")) {
            tensor.copy_(random.mul(new Scalar(0.01 / Math.sqrt(name.equals("conv1.weight") ? fan : 1))));
        } else if (name.equals("bn1.running_var")) {
            tensor.copy_(random.abs().add(new Scalar(1.0)).mul(new Scalar(1e-4)));
        } else if (name.endsWith("running_var")) {
            tensor.copy_(random.abs().mul(new Scalar(0.3)).add(new Scalar(1.0)));
        } else if (tensor.dim() > 1) {
            tensor.copy_(random.mul(new Scalar(1 / Math.sqrt(fan))));
        } else {
            double mean = !name.endsWith("weight") ? 0 : name.contains("norm") ? 1 : 0.7;
            tensor.copy_(random.mul(new Scalar(0.1)).add(new Scalar(mean)));
        }
    }
}
