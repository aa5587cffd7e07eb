package isocenter.pretrain.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One pretraining, from its first attempt to its end. It shares its id with the job that does it. */
@Entity
@Table(name = "pretraining_run")
public class PretrainingRun {

    /** How a run stands. */
    public enum Outcome {
        RUNNING,
        DONE,
        FAILED
    }

    @Id
    public UUID id;

    public String objective;

    @Column(columnDefinition = "text")
    public String recipe;

    @Column(name = "recipe_sha256", length = 64)
    public String recipeSha256;

    @Column(name = "dataset_id")
    public String datasetId;

    @Column(name = "dataset_sha256", length = 64)
    public String datasetSha256;

    /** Training images it may see. */
    @Column(name = "pool_size")
    public int poolSize;

    /** Checkpoints and curve, relative to the data folder. */
    public String folder;

    /** RUNNING until it is DONE or FAILED; whether anybody works on it, or it was cancelled, says the job of the same id. */
    @Enumerated(EnumType.STRING)
    public Outcome outcome;

    /** Why it FAILED. */
    @Column(columnDefinition = "text")
    public @Nullable String reason;

    /** Of training, in all attempts. */
    public double seconds;

    public Instant started;
    public @Nullable Instant ended;
}
