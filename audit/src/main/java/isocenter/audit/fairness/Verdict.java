package isocenter.audit.fairness;

import java.util.List;
import java.util.Locale;

/** What an audit concludes under its policy. */
public sealed interface Verdict {
    /** No group can fall short by more than the margins, at the policy's confidence. */
    record Pass() implements Verdict {}

    /** Some group falls short by more than a margin, beyond chance. */
    record Fail(List<String> reasons) implements Verdict {}

    /** No such group is shown, but neither is its absence: too few data. Not a pass. */
    record InsufficientEvidence(List<String> reasons) implements Verdict {}

    /** Judges the gaps: one failure fails; otherwise one open question leaves the evidence insufficient. */
    static Verdict of(List<Gap> gaps, AuditPolicy policy) {
        List<String> failures = gaps.stream()
                .filter(gap -> gap.isFailure(policy.significance()))
                .map(Verdict::describe)
                .toList();
        if (!failures.isEmpty()) {
            return new Fail(failures);
        }
        List<String> open =
                gaps.stream().filter(Gap::isOpen).map(Verdict::describe).toList();
        return open.isEmpty() && !gaps.isEmpty() ? new Pass() : new InsufficientEvidence(open);
    }

    private static String nameOf(Metric metric) {
        return metric == Metric.AUROC ? "AUROC" : metric.name().toLowerCase(Locale.ROOT);
    }

    private static String describe(Gap gap) {
        String where = nameOf(gap.metric()) + ", " + gap.attribute() + " = " + gap.value() + ": ";
        if (gap.shortfall() instanceof Estimated shortfall) {
            return where
                    + String.format(
                            Locale.ROOT,
                            "shortfall %.3f (%.3f to %.3f), adjusted p %.2g, margin %.2f",
                            shortfall.value(),
                            shortfall.low(),
                            shortfall.high(),
                            gap.adjustedP(),
                            gap.margin());
        }
        return where + "not estimable, " + ((NotEstimable) gap.shortfall()).reason();
    }
}
