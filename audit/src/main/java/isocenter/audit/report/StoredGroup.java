package isocenter.audit.report;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.NotEstimable;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group's row. A null figure is one that the data do not give. */
@Entity
@Table(name = "fairness_group")
public class StoredGroup {
    @Id
    public UUID id;

    @Column(name = "report_id")
    public UUID reportId;

    public String attribute;

    @Column(name = "group_value")
    public String value;

    public long images;
    public long patients;
    public long positives;
    public long negatives;

    public @Nullable Double auroc;

    @Column(name = "auroc_low")
    public @Nullable Double aurocLow;

    @Column(name = "auroc_high")
    public @Nullable Double aurocHigh;

    @Column(name = "auroc_reason")
    public @Nullable String aurocReason;

    public @Nullable Double sensitivity;

    @Column(name = "sensitivity_low")
    public @Nullable Double sensitivityLow;

    @Column(name = "sensitivity_high")
    public @Nullable Double sensitivityHigh;

    public @Nullable Double specificity;

    @Column(name = "specificity_low")
    public @Nullable Double specificityLow;

    @Column(name = "specificity_high")
    public @Nullable Double specificityHigh;

    @Column(name = "selection_rate")
    public @Nullable Double selectionRate;

    static StoredGroup of(UUID report, GroupPerformance group) {
        StoredGroup row = new StoredGroup();
        row.id = UUID.randomUUID();
        row.reportId = report;
        row.attribute = group.attribute();
        row.value = group.value();
        row.images = group.n();
        row.patients = group.patients();
        row.positives = group.positives();
        row.negatives = group.negatives();
        if (group.auroc() instanceof NotEstimable missing) {
            row.aurocReason = missing.reason();
        }
        if (group.auroc() instanceof Estimated auroc) {
            row.auroc = auroc.value();
            row.aurocLow = auroc.low();
            row.aurocHigh = auroc.high();
        }
        if (group.sensitivity() instanceof Estimated sensitivity) {
            row.sensitivity = sensitivity.value();
            row.sensitivityLow = sensitivity.low();
            row.sensitivityHigh = sensitivity.high();
        }
        if (group.specificity() instanceof Estimated specificity) {
            row.specificity = specificity.value();
            row.specificityLow = specificity.low();
            row.specificityHigh = specificity.high();
        }
        row.selectionRate = value(group.selectionRate());
        return row;
    }

    private static @Nullable Double value(Estimate estimate) {
        return estimate instanceof Estimated known ? known.value() : null;
    }
}
