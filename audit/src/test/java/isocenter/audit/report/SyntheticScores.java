package isocenter.audit.report;

import isocenter.audit.fairness.ScoredSubject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Scores whose separation per sex is chosen: a positive's logit lies higher by it, so AUROC = Φ(separation / √2). */
final class SyntheticScores {
    private static final String[] BANDS = {"0-17", "18-39", "40-59", "60-79", "80+"};

    private SyntheticScores() {}

    static List<ScoredSubject> of(int patients, double women, double men, long seed) {
        Random random = new Random(seed);
        List<ScoredSubject> scores = new ArrayList<>();
        for (int patient = 0; patient < patients; patient++) {
            Map<String, String> attributes = new HashMap<>();
            boolean woman = random.nextBoolean();
            if (random.nextDouble() > 0.04) {
                attributes.put("sex", woman ? "F" : "M");
            }
            attributes.put("ageBand", BANDS[(int) Math.min(4, Math.abs(2 + random.nextGaussian()))]);
            boolean positive = random.nextDouble() < 0.3;
            int images = 1 + random.nextInt(3);
            for (int image = 0; image < images; image++) {
                double logit = random.nextGaussian() + (positive ? (woman ? women : men) : 0) - 1;
                scores.add(new ScoredSubject(
                        "image-" + patient + "-" + image,
                        "patient-" + patient,
                        1 / (1 + Math.exp(-logit)),
                        positive,
                        attributes));
            }
        }
        return scores;
    }
}
