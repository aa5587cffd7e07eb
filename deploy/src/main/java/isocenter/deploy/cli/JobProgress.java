package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.representation.StoredJson;
import isocenter.deploy.worker.JobRunner;
import isocenter.ingest.job.Job;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows a job to its end, with a bar. */
final class JobProgress implements AutoCloseable {
    private final String task;
    private @Nullable ProgressLine line;
    private String unit = "";

    private JobProgress(String task) {
        this.task = task;
    }

    /**
     * Has the job done.
     *
     * @return its result
     */
    static JsonNode run(JobRunner runner, UUID job, String task) {
        try (JobProgress progress = new JobProgress(task)) {
            return StoredJson.parse(runner.run(job, progress::show));
        }
    }

    /** Has several jobs done by one worker process, with a bar for each. */
    static void runAll(JobRunner runner, List<UUID> jobs, String task) {
        JobProgress[] current = {new JobProgress(task + " 1/" + jobs.size())};
        int[] place = {0};
        try {
            runner.run(jobs, (index, job) -> {
                if (index != place[0]) {
                    current[0].close();
                    place[0] = index;
                    current[0] = new JobProgress(task + " " + (index + 1) + "/" + jobs.size());
                }
                current[0].show(job);
            });
        } finally {
            current[0].close();
        }
    }

    private void show(Job job) {
        String current = job.unit == null ? "" : job.unit;
        if (job.total == 0 || current.isEmpty()) {
            return;
        }
        if (line == null || !unit.equals(current)) {
            close();
            unit = current;
            line = new ProgressLine(task, current, job.total);
        }
        line.show(job.done, job.total, figures(StoredJson.parse(job.figures)));
    }

    private static String figures(JsonNode figures) {
        List<String> words = new ArrayList<>();
        figures.fields().forEachRemaining(figure -> {
            if (figure.getValue().isNumber()) {
                words.add(figure.getKey() + " "
                        + String.format(Locale.ROOT, "%.4g", figure.getValue().doubleValue()));
            }
        });
        return String.join(", ", words);
    }

    @Override
    public void close() {
        if (line != null) {
            line.close();
        }
    }
}
