package isocenter.deploy.cli;

import isocenter.ingest.job.JobWorker;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The process that trains. Commands start it for their job. */
@Command(
        name = "worker",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Works the job queue until the given jobs are finished.",
        footer = {"", "Example:", "  isocenter worker --job 0b7c1d3e-4a44-4a6c-8d53-1d2f3a4b5c6d"})
final class WorkerCommand extends ApplicationCommand {
    @Option(names = "--job", required = true, paramLabel = "ID", description = "The jobs to wait for.")
    private List<UUID> jobs;

    @Inject
    JobWorker worker;

    @Override
    public Integer call() {
        worker.runUntilFinished(jobs);
        return ExitCode.OK;
    }
}
