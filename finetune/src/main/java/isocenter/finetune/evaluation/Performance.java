package isocenter.finetune.evaluation;

import isocenter.audit.fairness.Auroc;
import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.NotEstimable;
import isocenter.audit.fairness.PatientBootstrap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a predictor scored on one part.
 *
 * @param auroc with DeLong's interval, which takes images for independent
 * @param byPatient the same value with the interval of a bootstrap over patients, which does not
 */
public record Performance(int patients, int images, int positives, Estimate auroc, Estimate byPatient) {

    private static final double CONFIDENCE = 0.95;
    private static final int REPLICATES = 2000;

    /** @param seed of the bootstrap */
    public static Performance of(List<Prediction> predictions, long seed) {
        double[] scores = predictions.stream().mapToDouble(one -> one.score).toArray();
        boolean[] positive = new boolean[scores.length];
        int positives = 0;
        for (int i = 0; i < positive.length; i++) {
            positive[i] = predictions.get(i).positive;
            positives += positive[i] ? 1 : 0;
        }
        String[] patients = predictions.stream().map(one -> one.patient).toArray(String[]::new);
        return new Performance(
                (int) predictions.stream().map(one -> one.patient).distinct().count(),
                predictions.size(),
                positives,
                Auroc.of(scores, positive, CONFIDENCE),
                PatientBootstrap.auroc(scores, positive, patients, CONFIDENCE, REPLICATES, seed));
    }

    /** Writes the figures into a predictor that is being made. */
    public void writeTo(PredictorVersion predictor) {
        predictor.validationPatients = patients;
        predictor.validationImages = images;
        predictor.validationPositives = positives;
        if (auroc instanceof Estimated estimated) {
            predictor.auroc = estimated.value();
            predictor.low = estimated.low();
            predictor.high = estimated.high();
        } else if (auroc instanceof NotEstimable missing) {
            predictor.notEstimable = missing.reason();
        }
        if (byPatient instanceof Estimated estimated) {
            predictor.patientLow = estimated.low();
            predictor.patientHigh = estimated.high();
        }
    }

    /** For the ledger. */
    public Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("patients", patients);
        facts.put("images", images);
        facts.put("positives", positives);
        if (auroc instanceof Estimated estimated) {
            facts.put("auroc", estimated.value());
            facts.put("low", estimated.low());
            facts.put("high", estimated.high());
        } else if (auroc instanceof NotEstimable missing) {
            facts.put("notEstimable", missing.reason());
        }
        if (byPatient instanceof Estimated estimated) {
            facts.put("patientLow", estimated.low());
            facts.put("patientHigh", estimated.high());
        }
        return facts;
    }
}
