package isocenter.deploy.cli;

import io.quarkus.runtime.Quarkus;
import isocenter.ingest.bulk.Imports;
import isocenter.ingest.job.JobWorker;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** A process that works the job queue. Commands start one for their jobs. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Works the job queue, one job at a time, until it is told to stop (Ctrl-C or SIGTERM); what it has begun then"
                    + " goes back to the queue.",
            "On another machine it needs the same database, the same secrets folder, and the objects: isocenter.store.kind=s3,"
                    + " or a data folder on a disk that both see."
        },
        footer = {"", "Example:", "  isocenter worker"})
final class WorkerCommand extends ApplicationCommand {
    private static final long POLL_MILLIS = 500;

    @Option(names = "--job", paramLabel = "ID", description = "Ends when these jobs have; they go first.")
    private List<UUID> jobs = List.of();

    @Option(names = "--import", paramLabel = "ID", description = "Ends when this import has.")
    private @Nullable UUID importId;

    @Inject
    JobWorker worker;

    @Inject
    Imports imports;

    @Override
    public Integer call() throws InterruptedException {
        if (!jobs.isEmpty() && importId != null) {
            throw new ParameterException(spec().commandLine(), "Either --job or --import");
        }
        if (!jobs.isEmpty()) {
            worker.runUntilFinished(jobs);
        } else if (importId != null) {
            runUntilEnded(importId);
        } else {
            worker.start(1);
            Quarkus.waitForExit();
            worker.stop();
        }
        return ExitCode.OK;
    }

    private void runUntilEnded(UUID id) throws InterruptedException {
        ImportTable.require(imports, id);
        worker.start(1);
        try {
            while (!ImportTable.require(imports, id).finished()) {
                Thread.sleep(POLL_MILLIS);
            }
        } finally {
            worker.stop();
        }
    }
}
