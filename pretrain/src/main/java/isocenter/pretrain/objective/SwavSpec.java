package isocenter.pretrain.objective;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.SectionName;
import isocenter.pretrain.recipe.Settings;
import java.util.function.Supplier;

/**
 * SwAV (Caron et al. 2020, arXiv:2006.09882). A batch smaller than the prototypes needs the queue.
 *
 * @param temperature of the predicted assignment, 0.01–2
 * @param prototypes cluster centres, 2–65536
 * @param hidden width of the head's hidden layer, 8–8192
 * @param output width of the projected vector, 8–2048
 * @param epsilon evenness of the Sinkhorn assignment, 0.01–1
 * @param iterations of Sinkhorn and Knopp, 1–20
 * @param queue earlier vectors of each whole view that share in the assignment, 0–65536; used once it is full
 * @param frozenFraction part of the run at whose start the prototypes stay as drawn, 0–0.5
 */
@SectionName("swav")
public record SwavSpec(
        @DefaultValue("0.1") double temperature,
        @DefaultValue("3000") int prototypes,
        @DefaultValue("2048") int hidden,
        @DefaultValue("128") int output,
        @DefaultValue("0.05") double epsilon,
        @DefaultValue("3") int iterations,
        @DefaultValue("0") int queue,
        @DefaultValue("0.01") double frozenFraction)
        implements ObjectiveSpec {

    public SwavSpec {
        Settings.inRange("temperature", temperature, 0.01, 2);
        Settings.inRange("prototypes", prototypes, 2, 65_536);
        Settings.inRange("hidden", hidden, 8, 8192);
        Settings.inRange("output", output, 8, 2048);
        Settings.inRange("epsilon", epsilon, 0.01, 1);
        Settings.inRange("iterations", iterations, 1, 20);
        Settings.inRange("queue", queue, 0, 65_536);
        Settings.inRange("frozenFraction", frozenFraction, 0, 0.5);
    }

    @Override
    public Objective create(BackboneSpec backbone, Supplier<Backbone> backbones) {
        return new Swav(backbones.get(), this);
    }

    @Override
    public boolean multiCrop() {
        return true;
    }

    @Override
    public boolean comparesImages() {
        return true;
    }

    @Override
    public boolean pairsViews() {
        return true;
    }
}
