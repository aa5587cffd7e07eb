package isocenter.ingest.job;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A piece of long work: what was asked, how far it is, how it ended. Written only by this package. */
@Entity
@Table(name = "job")
public class Job {
    @Id
    public UUID id;

    /** Which {@link JobHandler} does it. */
    public String kind;

    /** Names the work: while a job of this kind and key is unfinished, submitting it again gives the same job. */
    @Column(name = "job_key")
    public String key;

    /** JSON. */
    @Column(columnDefinition = "text")
    public String parameters;

    @Enumerated(EnumType.STRING)
    public JobState state;

    public long done;

    /** 0 while unknown. */
    public long total;

    public @Nullable String unit;

    /** JSON object of the newest figures. */
    @Column(columnDefinition = "text")
    public String figures;

    /** JSON, once DONE. */
    @Column(columnDefinition = "text")
    public @Nullable String result;

    /** Why it FAILED. */
    @Column(columnDefinition = "text")
    public @Nullable String error;

    @Column(name = "cancel_requested")
    public boolean cancelRequested;

    /** Attempts begun; the newest is the fencing number. */
    public int attempt;

    /** Host and process that has it. */
    public @Nullable String worker;

    /** Last sign of life of that worker, by the database's clock. */
    public @Nullable Instant heartbeat;

    public Instant created;
    public @Nullable Instant started;
    public @Nullable Instant ended;
}
