package isocenter.deploy.cli;

import isocenter.pretrain.registry.BackboneExports;
import isocenter.pretrain.registry.ExportFormat;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a backbone for other programs. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a backbone for other programs: weights that timm loads strictly into the model named in their metadata,"
                    + " or a network that takes images in [0, 1] and says in its metadata how they are prepared.",
            "The ledger keeps that it was written. A backbone may remember of its images: treat the file accordingly."
        },
        footer = {"", "Example:", "  isocenter pretrain export mae-vit-tiny-3f9a1c --format onnx --out chest.onnx"})
final class PretrainExportCommand extends ApplicationCommand {
    @Parameters(paramLabel = "BACKBONE", description = "Its id, as pretrain or its import printed it.")
    private String backbone;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "safetensors",
            description = "safetensors: weights for timm. torchscript: a network for libtorch and PyTorch. onnx: a"
                    + " network for ONNX Runtime and its like. Default: ${DEFAULT-VALUE}")
    private ExportFormat format;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to; replaced when it exists.")
    private Path out;

    @Inject
    BackboneExports exports;

    @Override
    public Integer call() {
        Path file = out.toAbsolutePath();
        Map<String, String> written = exports.export(backbone, format, file);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("format", format.toString());
        json.putAll(written);
        print(json, () -> {
            out().println("exported to " + file);
            out().println(
                            format == ExportFormat.SAFETENSORS
                                    ? "for timm's " + written.get("timm_model")
                                            + "; its metadata hold the arguments, and pretrain's README the lines that load it"
                                    : written.get("feature_count")
                                            + " features for each image; its metadata say what to feed, and pretrain's README"
                                            + " holds the lines that do");
        });
        return ExitCode.OK;
    }
}
