package isocenter.ingest.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** An attempt under way in this process. */
final class RunningJob implements JobContext {
    private final UUID id;
    private final String parameters;
    private final int attempt;
    private final JobAttempts attempts;
    private final ObjectMapper json;
    private final BooleanSupplier workerStops;
    private volatile boolean cancelled;
    private volatile boolean fenced;

    RunningJob(Job job, JobAttempts attempts, ObjectMapper json, BooleanSupplier workerStops) {
        this.id = job.id;
        this.parameters = job.parameters;
        this.attempt = job.attempt;
        this.attempts = attempts;
        this.json = json;
        this.workerStops = workerStops;
    }

    @Override
    public UUID job() {
        return id;
    }

    @Override
    public String parameters() {
        return parameters;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public void progress(long done, long total, String unit, Map<String, Object> figures) {
        try {
            attempts.progress(id, attempt, done, total, unit, json.writeValueAsString(figures));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("figures must be plain numbers, texts, lists and maps", e);
        }
    }

    @Override
    public boolean cancelRequested() {
        return cancelled || fenced || workerStops.getAsBoolean();
    }

    @Override
    public void fence() {
        attempts.fence(id, attempt);
    }

    @Override
    public void complete(String resultJson) {
        attempts.complete(id, attempt, resultJson);
    }

    /** Called every second by the worker. */
    void beat() {
        switch (attempts.beat(id, attempt)) {
            case GO_ON -> {}
            case STOP -> cancelled = true;
            case FENCED -> fenced = true;
        }
    }
}
