package isocenter.pretrain.registry;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** What one optimizer step measured. */
@Entity
@Table(name = "training_point")
@IdClass(TrainingPoint.Key.class)
public class TrainingPoint {

    /** Run and step. */
    public record Key(UUID run, long step) implements Serializable {
        private static final long serialVersionUID = 1;
    }

    @Id
    @Column(name = "run_id")
    public UUID run;

    @Id
    public long step;

    public double loss;

    /** Learning rate of the step. */
    public double rate;

    @Column(name = "images_per_second")
    public double imagesPerSecond;

    /** JSON object of further numbers, such as the deviation of the features, which falls when they collapse. */
    @Column(columnDefinition = "text")
    public String diagnostics;
}
