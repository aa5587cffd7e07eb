package isocenter.deploy.representation;

import isocenter.finetune.evaluation.PredictorVersion;
import java.util.LinkedHashMap;
import java.util.Map;

/** A predictor, as fine-tuning made it. */
public final class PredictorJson {
    /** In place of a figure that the patients do not give. */
    public static final String NOT_ESTIMABLE = "NOT_ESTIMABLE";

    private PredictorJson() {}

    public static Map<String, Object> of(PredictorVersion predictor) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("predictor", predictor.id);
        json.put("task", predictor.task);
        json.put("labels", predictor.labels);
        json.put("dataset", predictor.datasetId);
        json.put("protocol", predictor.protocol);
        json.put("init", predictor.backbone == null ? predictor.init : predictor.backbone);
        json.put("architecture", predictor.architecture);
        json.put("seed", predictor.seed);
        json.put("labelFraction", predictor.fraction);
        json.put("patients", predictor.patients);
        json.put("images", predictor.images);
        json.put("validationPatients", predictor.validationPatients);
        json.put("validationImages", predictor.validationImages);
        json.put("threshold", predictor.threshold);
        if (predictor.notEstimable == null) {
            json.put("auroc", predictor.auroc);
            json.put("low", predictor.low);
            json.put("high", predictor.high);
            json.put("patientLow", predictor.patientLow);
            json.put("patientHigh", predictor.patientHigh);
        } else {
            json.put("auroc", NOT_ESTIMABLE);
            json.put("reason", predictor.notEstimable);
        }
        json.put("created", predictor.created.toString());
        return json;
    }
}
