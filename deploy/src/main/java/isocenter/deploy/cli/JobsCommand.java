package isocenter.deploy.cli;

import isocenter.deploy.representation.JobJson;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobQueue;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists jobs and cancels them. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "Lists the newest jobs, or cancels one.",
        footer = {"", "Example:", "  isocenter jobs --limit 5 --json"})
final class JobsCommand extends ApplicationCommand {
    @Option(names = "--limit", defaultValue = "20", description = "How many. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--cancel", paramLabel = "ID", description = "Asks this job to stop; its checkpoints stay.")
    private @Nullable UUID cancel;

    @Inject
    JobQueue queue;

    @Override
    public Integer call() {
        if (cancel != null) {
            if (queue.find(cancel).isEmpty()) {
                throw new IllegalArgumentException("There is no job " + cancel + "; isocenter jobs lists them");
            }
            queue.requestCancel(cancel);
        }
        List<Job> jobs = queue.recent(limit);
        print(jobs.stream().map(JobJson::of).toList(), () -> {
            for (Job job : jobs) {
                out().printf(
                                "%s  %-10s %-9s %8d/%-8d %-8s attempt %d  %s%n",
                                job.id,
                                job.kind,
                                job.state,
                                job.done,
                                job.total,
                                job.unit == null ? "" : job.unit,
                                job.attempt,
                                job.error == null ? "" : job.error);
            }
        });
        return ExitCode.OK;
    }
}
