package isocenter.finetune.evaluation;

import isocenter.ingest.dataset.SplitPart;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one predictor says of one image that it was not fitted on. */
@Entity
@Table(name = "prediction")
@IdClass(Prediction.Key.class)
public class Prediction {

    @Id
    public String predictor;

    /** Pseudonymous SOP Instance UID. */
    @Id
    public String instance;

    /** The patient's pseudonym. */
    public String patient;

    @Enumerated(EnumType.STRING)
    public SplitPart part;

    /** The label. */
    public boolean positive;

    /** Probability of the positive class as the predictor says it, 0–1. With balanced classes in the loss it is that of a
     * population in which half are positive. */
    @Column(nullable = false)
    public double score;

    protected Prediction() {}

    public Prediction(
            String predictor, String instance, String patient, SplitPart part, boolean positive, double score) {
        this.predictor = predictor;
        this.instance = instance;
        this.patient = patient;
        this.part = part;
        this.positive = positive;
        this.score = score;
    }

    /** A prediction's identity. */
    public static final class Key {
        String predictor = "";
        String instance = "";

        public Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.predictor.equals(predictor) && key.instance.equals(instance);
        }

        @Override
        public int hashCode() {
            return Objects.hash(predictor, instance);
        }
    }
}
