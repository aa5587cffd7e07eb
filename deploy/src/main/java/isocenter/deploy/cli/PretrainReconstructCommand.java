package isocenter.deploy.cli;

import isocenter.pretrain.registry.Reconstructions;
import isocenter.pretrain.training.Reconstruction;
import isocenter.pretrain.view.PictureSheet;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Draws what a run paints. */
@Command(
        name = "reconstruct",
        mixinStandardHelpOptions = true,
        description = {
            "Has the run of a backbone paint images of the validation part, which it has not learned from: each row an image,"
                    + " what the network was shown of it, and what it made of that.",
            "For mae, simmim and context-restoration, as long as the run's newest checkpoint is there. MAE predicts patches"
                    + " in units of their own contrast: it is lent the mean and deviation of the original's."
        },
        footer = {"", "Example:", "  isocenter pretrain reconstruct mae-vit-tiny-3f9a1c --out painted.png"})
final class PretrainReconstructCommand extends ApplicationCommand {
    @Parameters(paramLabel = "BACKBONE", description = "Its id, as pretrain printed it.")
    private String backbone;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.png",
            description = "Where to; replaced when it exists.")
    private Path out;

    @Option(names = "--images", defaultValue = "6", description = "Rows, 1 to 64. Default: ${DEFAULT-VALUE}")
    private int images;

    @Inject
    Reconstructions reconstructions;

    @Override
    public Integer call() {
        if (images < 1 || images > 64) {
            throw new ParameterException(spec().commandLine(), "--images takes 1 to 64");
        }
        List<Reconstruction> rows = reconstructions.of(backbone, images, (done, total) -> {});
        int size = (int) Math.sqrt(rows.get(0).image().length);
        PictureSheet sheet = PictureSheet.plain(rows.size(), 3, size);
        for (int row = 0; row < rows.size(); row++) {
            sheet.put(row, 0, rows.get(row).image(), size);
            sheet.put(row, 1, rows.get(row).shown(), size);
            sheet.put(row, 2, rows.get(row).painted(), size);
        }
        Pictures.write(sheet.image(), out);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", out.toAbsolutePath().toString());
        result.put("images", rows.size());
        print(result, () -> out().printf("%s: %d images of the validation part%n", out.toAbsolutePath(), rows.size()));
        return ExitCode.OK;
    }
}
