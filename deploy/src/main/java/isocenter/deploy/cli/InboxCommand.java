package isocenter.deploy.cli;

import io.quarkus.runtime.Quarkus;
import isocenter.ingest.bulk.Inbox;
import isocenter.ingest.bulk.InboxSettings;
import isocenter.ingest.bulk.Inboxes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Watches a folder. */
@Command(
        name = "inbox",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in what is put into a folder, until it is told to stop (Ctrl-C or SIGTERM).",
            "A file is taken when it has stopped changing, and put away when what became of it is durable: to DIR/.done,"
                    + " or deleted with --delete; what is refused goes to DIR/.refused with the reason beside it. Links"
                    + " and names that begin with a dot are left alone. A full disk or a missing database is waited for."
        },
        footer = {"", "Example:", "  isocenter inbox /data/incoming --settle 30 --prepare 96"})
final class InboxCommand extends ApplicationCommand {
    @Parameters(paramLabel = "DIR", description = "The folder; one process at a time.")
    private Path folder;

    @Option(
            names = "--settle",
            defaultValue = "10",
            paramLabel = "SECONDS",
            description = "How long size and time of change must stand still. Default: ${DEFAULT-VALUE}")
    private int settle;

    @Option(
            names = "--poll",
            defaultValue = "5",
            paramLabel = "SECONDS",
            description = "Longest time between two looks. Default: ${DEFAULT-VALUE}")
    private int poll;

    @Option(names = "--delete", description = "Deletes what was kept instead of moving it to DIR/.done.")
    private boolean delete;

    @Option(
            names = "--prepare",
            split = ",",
            paramLabel = "SIZE",
            description = "Leaves each image at SIZE x SIZE pixels for training. Several sizes: 96,224")
    private List<Integer> prepare = List.of();

    @Inject
    Inboxes inboxes;

    @Override
    public Integer call() {
        if (settle < 0 || poll < 1) {
            throw new ParameterException(spec().commandLine(), "--settle takes 0 s or more, --poll takes 1 s or more");
        }
        PrepareSizes.require(prepare, spec());
        InboxSettings settings =
                new InboxSettings(Duration.ofSeconds(settle), Duration.ofSeconds(poll), delete, prepare);
        InboxReport report = new InboxReport(() -> Quarkus.asyncExit(ExitCode.SOFTWARE));
        try (Inbox inbox = inboxes.open(folder, settings, report)) {
            System.err.println("Watching " + folder);
            Quarkus.waitForExit();
        }
        print(
                Map.of("taken", report.taken(), "refused", report.refused()),
                () -> out().printf("%d taken, %d refused%n", report.taken(), report.refused()));
        return report.failed() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
