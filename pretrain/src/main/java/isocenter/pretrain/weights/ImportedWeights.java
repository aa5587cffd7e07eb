package isocenter.pretrain.weights;

import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.training.BackboneFile;
import java.nio.file.Path;

/**
 * An encoder with somebody else's weights.
 *
 * @param spec what it is
 * @param backbone on the processor, in training mode
 * @param report what became of every tensor of the source
 */
public record ImportedWeights(BackboneSpec spec, Backbone backbone, WeightsReport report) {
    /** What the weights file and the register call the objective of such a backbone. */
    public static final String OBJECTIVE = "imported";

    /** Writes the encoder as pretraining does; the same encoder gives the same bytes. Returns the file, in the folder. */
    public Path write(Path folder) {
        return BackboneFile.write(folder, backbone, spec, OBJECTIVE, 0);
    }
}
