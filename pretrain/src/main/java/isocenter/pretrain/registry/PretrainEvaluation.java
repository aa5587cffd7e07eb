package isocenter.pretrain.registry;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.pretrain.watch.Evaluation;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a run's backbone was worth after a step, judged by labels that training does not see. */
@Entity
@Table(name = "pretrain_evaluation")
@IdClass(TrainingPoint.Key.class)
public class PretrainEvaluation {
    @Id
    @Column(name = "run_id")
    public UUID run;

    /** Steps taken; 0 is random weights. */
    @Id
    public long step;

    /** The label revision. */
    public String labels;

    @Column(name = "fit_patients")
    public int fitPatients;

    @Column(name = "fit_images")
    public int fitImages;

    @Column(name = "validation_patients")
    public int validationPatients;

    @Column(name = "validation_images")
    public int validationImages;

    /** Of nearest neighbours, with its 95 % interval; null when the patients do not give one. */
    @Column(name = "knn_auroc")
    public @Nullable Double knnAuroc;

    @Column(name = "knn_low")
    public @Nullable Double knnLow;

    @Column(name = "knn_high")
    public @Nullable Double knnHigh;

    /** Of a linear probe, likewise. */
    @Column(name = "probe_auroc")
    public @Nullable Double probeAuroc;

    @Column(name = "probe_low")
    public @Nullable Double probeLow;

    @Column(name = "probe_high")
    public @Nullable Double probeHigh;

    @Column(name = "rank_me")
    public double rankMe;

    @Column(name = "alpha_req")
    public @Nullable Double alphaReq;

    public double deviation;

    public @Nullable Double alignment;

    public double uniformity;

    @Column(name = "images_per_second")
    public double imagesPerSecond;

    static PretrainEvaluation of(UUID run, long step, String labels, Evaluation evaluation) {
        PretrainEvaluation row = new PretrainEvaluation();
        row.run = run;
        row.step = step;
        row.labels = labels;
        row.fitPatients = evaluation.fitPatients();
        row.fitImages = evaluation.fitImages();
        row.validationPatients = evaluation.validationPatients();
        row.validationImages = evaluation.validationImages();
        Estimated knn = estimated(evaluation.knnAuroc());
        row.knnAuroc = knn == null ? null : Double.valueOf(knn.value());
        row.knnLow = knn == null ? null : Double.valueOf(knn.low());
        row.knnHigh = knn == null ? null : Double.valueOf(knn.high());
        Estimated probe = estimated(evaluation.probeAuroc());
        row.probeAuroc = probe == null ? null : Double.valueOf(probe.value());
        row.probeLow = probe == null ? null : Double.valueOf(probe.low());
        row.probeHigh = probe == null ? null : Double.valueOf(probe.high());
        row.rankMe = evaluation.diagnostics().rankMe();
        row.alphaReq = finite(evaluation.diagnostics().alphaReq());
        row.deviation = evaluation.diagnostics().deviation();
        row.alignment = finite(evaluation.alignment());
        row.uniformity = evaluation.diagnostics().uniformity();
        row.imagesPerSecond = evaluation.imagesPerSecond();
        return row;
    }

    private static @Nullable Estimated estimated(Estimate estimate) {
        return estimate instanceof Estimated estimated ? estimated : null;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
