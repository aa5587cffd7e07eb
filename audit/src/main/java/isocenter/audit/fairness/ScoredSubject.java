package isocenter.audit.fairness;

import java.util.Map;

/**
 * One image that a predictor scored.
 *
 * @param subject pseudonymous image id
 * @param patient pseudonym; images of one patient depend on one another
 * @param score finite; a probability where calibration is to be judged
 * @param positive the truth
 * @param attributes sensitive attributes by name, for example sex and ageBand; a missing or blank one is "unknown"
 */
public record ScoredSubject(
        String subject, String patient, double score, boolean positive, Map<String, String> attributes) {
    public ScoredSubject {
        if (!Double.isFinite(score)) {
            throw new IllegalArgumentException("A score is not a finite number: check the predictor");
        }
        attributes = Map.copyOf(attributes);
    }

    /** The attribute's value, or "unknown". */
    public String attribute(String name) {
        String value = attributes.getOrDefault(name, "").strip();
        return value.isEmpty() ? AgeBand.UNKNOWN : value;
    }
}
