package isocenter.deploy.cli;

import isocenter.ingest.prepared.PreparedImage;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The sizes of {@code --prepare}. */
final class PrepareSizes {
    private PrepareSizes() {}

    static void require(List<Integer> sizes, CommandSpec command) {
        if (!sizes.stream().allMatch(PreparedImage::isSize)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--prepare takes sizes of %d to %d pixels"
                            .formatted(PreparedImage.SMALLEST, PreparedImage.LARGEST));
        }
    }
}
