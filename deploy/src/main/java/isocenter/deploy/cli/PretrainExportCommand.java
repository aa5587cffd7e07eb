package isocenter.deploy.cli;

import isocenter.pretrain.registry.BackboneExports;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a backbone for timm. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a backbone as a safetensors file that timm loads strictly into the model named in its metadata.",
            "The ledger keeps that it was written. A backbone may remember of its images: treat the file accordingly."
        },
        footer = {"", "Example:", "  isocenter pretrain export mae-vit-tiny-3f9a1c --out chest.safetensors"})
final class PretrainExportCommand extends ApplicationCommand {
    @Parameters(paramLabel = "BACKBONE", description = "Its id, as pretrain or its import printed it.")
    private String backbone;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to; replaced when it exists.")
    private Path out;

    @Inject
    BackboneExports exports;

    @Override
    public Integer call() {
        Path file = out.toAbsolutePath();
        Map<String, String> written = exports.export(backbone, file);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.putAll(written);
        print(json, () -> {
            out().println("exported to " + file);
            out().println("for timm's " + written.get("timm_model")
                    + "; its metadata hold the arguments, and pretrain's README the lines that load it");
        });
        return ExitCode.OK;
    }
}
