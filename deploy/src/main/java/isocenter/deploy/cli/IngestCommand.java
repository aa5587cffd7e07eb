package isocenter.deploy.cli;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestSummary;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Takes DICOM files in. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in every DICOM file under the given paths: de-identified, catalogued, stored once. ZIP archives are"
                    + " read member by member, a DICOMDIR brings the files that it references.",
            "What cannot be read or kept is quarantined with a reason and stays where it is. Repeating the command goes"
                    + " on where it was interrupted."
        },
        footer = {"", "Example:", "  isocenter ingest /data/chest /data/more --prepare 96,224 --json"})
final class IngestCommand extends ApplicationCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, folders, ZIP archives, or the DICOMDIR of a disc.")
    private List<Path> paths;

    @Option(
            names = "--prepare",
            split = ",",
            paramLabel = "SIZE",
            description =
                    "Leaves each image at SIZE x SIZE pixels for training while it is decoded anyway; a dataset at"
                            + " that size then need not decode it again. Several sizes: 96,224")
    private List<Integer> prepare = List.of();

    @Inject
    Archive archive;

    @Override
    public Integer call() {
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw new ParameterException(spec().commandLine(), "There is no file or folder " + path);
            }
        }
        PrepareSizes.require(prepare, spec());
        IngestSummary summary = IngestProgress.ingest(archive, paths, prepare);
        print(summary, () -> {
            out().printf(
                            "%d ingested, %d already there, %d in conflict, %d quarantined, %d skipped in %.1f s (%.0f files/s)%n",
                            summary.accepted(),
                            summary.duplicates(),
                            summary.conflicts(),
                            summary.quarantined(),
                            summary.skipped(),
                            summary.seconds(),
                            summary.filesPerSecond());
            summary.reasons().forEach((reason, files) -> out().printf("  %5d quarantined: %s%n", files, reason));
        });
        return ExitCode.OK;
    }
}
