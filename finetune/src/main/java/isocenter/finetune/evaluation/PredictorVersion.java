package isocenter.finetune.evaluation;

import isocenter.audit.ledger.CanonicalJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A classifier, what it was made from and what it scored on the validation patients. Never changed once written. */
@Entity
@Table(name = "predictor")
public class PredictorVersion {

    /** Task, protocol, start, part of the labels and a hash of all inputs, as {@code pneumonia-full-scratch-10pct-1f3ac702}. */
    @Id
    public String id;

    /** Of everything that was asked for. */
    @Column(name = "request_sha256")
    public String requestSha256;

    public UUID job;

    public String task;

    /** The label revision, {@code task@number}. */
    public String labels;

    @Column(name = "labels_sha256")
    public String labelsSha256;

    /** {@code name@version}. */
    @Column(name = "dataset_id")
    public String datasetId;

    @Column(name = "dataset_sha256")
    public String datasetSha256;

    /** {@code backbone} or {@code scratch}. */
    public String init;

    /** Id of the pretrained backbone; null from scratch. */
    public @Nullable String backbone;

    public String architecture;
    public int patch;
    public int image;

    /** {@code linear-probe} or {@code full}. */
    public String protocol;

    /** The recipe's canonical JSON. */
    @Column(columnDefinition = "text")
    public String recipe;

    @Column(name = "recipe_sha256")
    public String recipeSha256;

    public long seed;

    /** Part of the training patients whose labels were seen, (0, 1]. */
    public double fraction;

    /** Patients whose labels were seen, those of the threshold included. */
    public int patients;

    /** Images whose labels were seen, those of the threshold included. */
    public int images;

    @Column(name = "threshold_patients")
    public int thresholdPatients;

    @Column(name = "threshold_images")
    public int thresholdImages;

    /** An image is called positive when its score is at least this. */
    public double threshold;

    /** As it stands in the ledger's event {@code finetune.threshold}, which is older than any validation score. */
    @Column(name = "threshold_sha256")
    public String thresholdSha256;

    /** Safetensors file, relative to the data folder. */
    @Column(name = "weights_path")
    public String weightsPath;

    @Column(name = "weights_sha256")
    public String weightsSha256;

    /** JSON object of what fitting reported. */
    @Column(columnDefinition = "text")
    public String figures;

    @Column(name = "validation_patients")
    public int validationPatients;

    @Column(name = "validation_images")
    public int validationImages;

    @Column(name = "validation_positives")
    public int validationPositives;

    /** On the validation images; null when not estimable. */
    public @Nullable Double auroc;

    /** Ends of DeLong's 95 % interval, which takes images for independent. */
    public @Nullable Double low;

    public @Nullable Double high;

    /** Ends of the 95 % interval of a bootstrap over patients. */
    @Column(name = "patient_low")
    public @Nullable Double patientLow;

    @Column(name = "patient_high")
    public @Nullable Double patientHigh;

    /** Why there is no AUROC; null when there is one. */
    @Column(name = "not_estimable")
    public @Nullable String notEstimable;

    public Instant created;

    /** What a command shows of it, as canonical JSON. */
    public String summaryJson() {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("predictor", id);
        summary.put("protocol", protocol);
        summary.put("init", init);
        if (backbone != null) {
            summary.put("backbone", backbone);
        }
        summary.put("labelFraction", fraction);
        summary.put("patients", patients);
        summary.put("images", images);
        summary.put("threshold", threshold);
        putIfThere(summary, "auroc", auroc);
        putIfThere(summary, "low", low);
        putIfThere(summary, "high", high);
        putIfThere(summary, "patientLow", patientLow);
        putIfThere(summary, "patientHigh", patientHigh);
        putIfThere(summary, "notEstimable", notEstimable);
        return CanonicalJson.of(summary);
    }

    private static void putIfThere(Map<String, Object> summary, String key, @Nullable Object value) {
        if (value != null) {
            summary.put(key, value);
        }
    }
}
