package isocenter.deploy.desk;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.representation.StoredJson;
import isocenter.ingest.job.Job;
import isocenter.ingest.job.JobState;
import isocenter.pretrain.registry.PretrainingRun;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands.
 *
 * @param state of the job that does it
 * @param done of {@code total} in units, 0 while unknown
 * @param loss of the newest step that was told
 * @param backbone that it made
 */
record RunSummary(
        String id,
        String objective,
        String dataset,
        String state,
        String outcome,
        @Nullable String reason,
        long done,
        long total,
        @Nullable String unit,
        @Nullable Double loss,
        @Nullable Double imagesPerSecond,
        double seconds,
        String started,
        @Nullable String ended,
        @Nullable String backbone) {

    static RunSummary of(PretrainingRun run, Optional<Job> job, @Nullable String backbone) {
        JsonNode figures = StoredJson.parse(job.map(found -> found.figures).orElse("{}"));
        return new RunSummary(
                run.id.toString(),
                run.objective,
                run.datasetId,
                job.map(found -> found.state.name()).orElse(run.outcome.name()),
                run.outcome.name(),
                run.reason,
                job.map(found -> found.done).orElse(0L),
                job.map(found -> found.total).orElse(0L),
                job.map(found -> found.unit).orElse(null),
                number(figures.path("loss")),
                number(figures.path("imagesPerSecond")),
                run.seconds,
                run.started.toString(),
                run.ended == null ? null : run.ended.toString(),
                backbone);
    }

    private static @Nullable Double number(JsonNode value) {
        return value.isNumber() ? value.doubleValue() : null;
    }

    /** True when nothing more will come. */
    boolean finished() {
        return !state.equals(JobState.QUEUED.name()) && !state.equals(JobState.RUNNING.name());
    }
}
