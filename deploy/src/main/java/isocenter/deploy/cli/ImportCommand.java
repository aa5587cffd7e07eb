package isocenter.deploy.cli;

import isocenter.deploy.worker.ImportWorkers;
import isocenter.ingest.bulk.ImportStatus;
import isocenter.ingest.bulk.Imports;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Imports shared by worker processes. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in what isocenter ingest takes in, cut into chunks that any number of worker processes share: those"
                    + " started here, and every isocenter worker on the same database.",
            "Repeating the command goes on where it was interrupted; a chunk whose worker was lost goes to another one."
                    + " Other machines have to see the paths under the same names, and need the same pseudonym key.",
            "A folder that is called as a command below is given as ./status."
        },
        subcommands = {ImportStatusCommand.class, ImportCancelCommand.class},
        footer = {"", "Example:", "  isocenter import /data/chest /data/more.zip --workers 2"})
final class ImportCommand extends ApplicationCommand {
    private static final long POLL_MILLIS = 300;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Files, folders, ZIP archives, or the DICOMDIR of a disc.")
    private List<Path> paths = List.of();

    @Option(
            names = "--workers",
            defaultValue = "1",
            paramLabel = "N",
            description = "Worker processes to start; 0 leaves the work to those elsewhere. Default: ${DEFAULT-VALUE}")
    private int workers;

    @Option(
            names = "--prepare",
            split = ",",
            paramLabel = "SIZE",
            description = "Leaves each image at SIZE x SIZE pixels for training. Several sizes: 96,224")
    private List<Integer> prepare = List.of();

    @Inject
    Imports imports;

    @Override
    public Integer call() {
        if (paths.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "Which files or folders? isocenter import PATH...");
        }
        if (workers < 0) {
            throw new ParameterException(spec().commandLine(), "--workers takes 0 or more");
        }
        PrepareSizes.require(prepare, spec());
        UUID id = imports.start(paths, prepare);
        System.err.println("import " + id);
        ImportStatus end = follow(id);
        print(ImportTable.json(end), () -> ImportTable.print(end, out()));
        return end.state() == ImportStatus.State.DONE ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private ImportStatus follow(UUID id) {
        try (ImportWorkers crew = ImportWorkers.start(home(), id, workers);
                ProgressLine line = new ProgressLine("import", "files", 0)) {
            while (true) {
                ImportStatus now = ImportTable.require(imports, id);
                line.show(now.done(), now.scanned() ? now.files() : now.files() + 1, note(now));
                if (now.finished()) {
                    return now;
                }
                crew.keepUp();
                Thread.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted; run the same command again to go on", e);
        }
    }

    private static String note(ImportStatus now) {
        return (now.scanned() ? "" : "looking for more, ")
                + "%d workers, %d quarantined".formatted(now.workers(), now.quarantined());
    }
}
