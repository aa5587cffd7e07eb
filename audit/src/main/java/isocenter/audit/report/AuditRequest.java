package isocenter.audit.report;

import isocenter.audit.fairness.AuditPolicy;
import isocenter.audit.fairness.ScoredSubject;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be audited.
 *
 * @param predictor id of the predictor that gave the scores
 * @param dataset id of the dataset version, and part, that was scored
 * @param task what is predicted
 * @param threshold a score at or above it counts as positive; frozen before these scores were seen
 * @param scores each image once
 * @param attributes which sensitive attributes to group by
 * @param policy when a difference counts
 * @param provenance further facts to show, by name: weights hash, recipe hash, where the threshold comes from
 */
public record AuditRequest(
        String predictor,
        String dataset,
        String task,
        double threshold,
        List<ScoredSubject> scores,
        List<String> attributes,
        AuditPolicy policy,
        Map<String, String> provenance) {
    public AuditRequest {
        scores = List.copyOf(scores);
        attributes = List.copyOf(attributes);
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
        if (scores.isEmpty() || attributes.isEmpty()) {
            throw new IllegalArgumentException("An audit needs scores, and attributes to group them by");
        }
        if (!Double.isFinite(threshold)) {
            throw new IllegalArgumentException("An audit needs a threshold that was chosen on validation data");
        }
        Set<String> subjects = new HashSet<>();
        for (ScoredSubject score : scores) {
            if (!subjects.add(score.subject())) {
                throw new IllegalArgumentException("An image was scored twice: give each image's score once");
            }
        }
    }

    /** By sex and age band, under the standard policy. */
    public static AuditRequest of(
            String predictor,
            String dataset,
            String task,
            double threshold,
            List<ScoredSubject> scores,
            Map<String, String> provenance) {
        return new AuditRequest(
                predictor,
                dataset,
                task,
                threshold,
                scores,
                List.of("sex", "ageBand"),
                AuditPolicy.standard(),
                provenance);
    }
}
