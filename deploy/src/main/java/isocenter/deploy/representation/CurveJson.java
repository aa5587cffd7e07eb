package isocenter.deploy.representation;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.pretrain.registry.TrainingPoint;

/**
 * A point of a training curve.
 *
 * @param rate learning rate of the step
 * @param diagnostics further numbers by name
 */
public record CurveJson(long step, double loss, double rate, double imagesPerSecond, JsonNode diagnostics) {
    public static CurveJson of(TrainingPoint point) {
        return new CurveJson(
                point.step, point.loss, point.rate, point.imagesPerSecond, StoredJson.parse(point.diagnostics));
    }
}
