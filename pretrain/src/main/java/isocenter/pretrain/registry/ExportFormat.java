package isocenter.pretrain.registry;

import java.util.Locale;

/** What a backbone can be written as. */
public enum ExportFormat {
    /** Weights alone, as timm loads them: {@link isocenter.pretrain.weights.WeightsExport}. */
    SAFETENSORS,

    /** A network that libtorch runs: {@link isocenter.pretrain.portable.TorchScriptExport}. */
    TORCHSCRIPT,

    /** A network that ONNX runtimes run: {@link isocenter.pretrain.portable.OnnxExport}. */
    ONNX;

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
