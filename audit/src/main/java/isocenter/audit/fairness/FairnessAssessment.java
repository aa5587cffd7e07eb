package isocenter.audit.fairness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A predictor's performance by group, the gaps between each group and the rest, and the verdict.
 *
 * @param overall everybody
 * @param groups by attribute in the order asked for, then by value with "unknown" last
 * @param gaps AUROC, sensitivity and specificity of each group against the rest
 * @param disparities by attribute, as point values
 */
public record FairnessAssessment(
        GroupPerformance overall,
        List<GroupPerformance> groups,
        List<Gap> gaps,
        Map<String, Disparity> disparities,
        Verdict verdict) {
    private static final Comparator<String> UNKNOWN_LAST =
            Comparator.<String, Boolean>comparing(AgeBand.UNKNOWN::equals).thenComparing(Comparator.naturalOrder());

    /** Assesses scores by each of the attributes at a threshold that was frozen before. */
    public static FairnessAssessment of(
            List<ScoredSubject> subjects, List<String> attributes, double threshold, AuditPolicy policy) {
        MeasuredGroup all = MeasuredGroup.of(subjects, threshold, policy);
        List<GroupPerformance> groups = new ArrayList<>();
        Map<String, Disparity> disparities = new LinkedHashMap<>();
        List<Gap> gaps = new ArrayList<>();
        for (String attribute : attributes) {
            Map<String, MeasuredGroup> measured = new LinkedHashMap<>();
            split(subjects, attribute)
                    .forEach((value, members) -> measured.put(value, MeasuredGroup.of(members, threshold, policy)));
            measured.forEach((value, group) -> {
                groups.add(group.performance(attribute, value));
                MeasuredGroup rest = MeasuredGroup.of(others(subjects, attribute, value), threshold, policy);
                for (Metric metric : Metric.values()) {
                    gaps.add(Gap.between(metric, attribute, value, group, rest, policy));
                }
            });
            disparities.put(
                    attribute,
                    Disparity.between(measured.values().stream()
                            .map(MeasuredGroup::counts)
                            .toList()));
        }
        List<Gap> adjusted = adjust(gaps);
        return new FairnessAssessment(
                all.performance("all", "all"),
                List.copyOf(groups),
                adjusted,
                disparities,
                Verdict.of(adjusted, policy));
    }

    /** The attribute's group with the lowest estimable AUROC. */
    public Optional<GroupPerformance> worst(String attribute) {
        return groups.stream()
                .filter(group -> group.attribute().equals(attribute) && group.auroc() instanceof Estimated)
                .min(Comparator.comparingDouble(group -> ((Estimated) group.auroc()).value()));
    }

    private static Map<String, List<ScoredSubject>> split(List<ScoredSubject> subjects, String attribute) {
        Map<String, List<ScoredSubject>> split = new TreeMap<>(UNKNOWN_LAST);
        for (ScoredSubject subject : subjects) {
            split.computeIfAbsent(subject.attribute(attribute), value -> new ArrayList<>())
                    .add(subject);
        }
        return split;
    }

    private static List<ScoredSubject> others(List<ScoredSubject> subjects, String attribute, String value) {
        return subjects.stream()
                .filter(subject -> !subject.attribute(attribute).equals(value))
                .toList();
    }

    /** Holm over all comparisons. Of two groups each is the other's rest: one hypothesis, seen from both sides. */
    private static List<Gap> adjust(List<Gap> gaps) {
        Map<String, Long> groupsPerAttribute = new HashMap<>();
        for (Gap gap : gaps) {
            if (gap.metric() == Metric.AUROC) {
                groupsPerAttribute.merge(gap.attribute(), 1L, Long::sum);
            }
        }
        Map<Hypothesis, Double> family = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            if (gap.shortfall() instanceof Estimated) {
                family.putIfAbsent(Hypothesis.of(gap, groupsPerAttribute), gap.pValue());
            }
        }
        double[] adjusted = Multiplicity.holm(
                family.values().stream().mapToDouble(Double::doubleValue).toArray());
        int next = 0;
        for (Map.Entry<Hypothesis, Double> hypothesis : family.entrySet()) {
            hypothesis.setValue(adjusted[next++]);
        }
        return gaps.stream()
                .map(gap -> gap.withAdjustedP(family.getOrDefault(Hypothesis.of(gap, groupsPerAttribute), Double.NaN)))
                .toList();
    }

    private record Hypothesis(Metric metric, String attribute, String value) {
        static Hypothesis of(Gap gap, Map<String, Long> groupsPerAttribute) {
            boolean mirrored = groupsPerAttribute.getOrDefault(gap.attribute(), 0L) == 2;
            return new Hypothesis(gap.metric(), gap.attribute(), mirrored ? "" : gap.value());
        }
    }
}
