package isocenter.pretrain.objective;

import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.Settings;

/**
 * SimCLR's projection head: {@code layers} linear layers with batch norm, ReLU between them.
 *
 * @param hidden width of the hidden layers, 8–8192
 * @param output width of the projected vector, 8–2048
 * @param layers 1–4
 */
public record ProjectionSpec(
        int hidden, int output, @DefaultValue("2") int layers) {

    public ProjectionSpec {
        Settings.inRange("hidden", hidden, 8, 8192);
        Settings.inRange("output", output, 8, 2048);
        Settings.inRange("layers", layers, 1, 4);
    }
}
