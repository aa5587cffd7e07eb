package isocenter.audit.report;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A report's row: where its files are and what they conclude. Paths are relative to the data folder. */
@Entity
@Table(name = "fairness_report")
public class StoredReport {
    @Id
    public UUID id;

    public Instant at;
    public String predictor;
    public String dataset;
    public String task;
    public double threshold;

    @Column(name = "threshold_sha256")
    public String thresholdSha256;

    @Column(name = "scores_sha256")
    public String scoresSha256;

    /** PASS, FAIL or INSUFFICIENT_EVIDENCE. */
    public String verdict;

    @Column(name = "html_path")
    public String htmlPath;

    @Column(name = "html_sha256")
    public String htmlSha256;

    @Column(name = "json_path")
    public String jsonPath;

    @Column(name = "json_sha256")
    public String jsonSha256;
}
