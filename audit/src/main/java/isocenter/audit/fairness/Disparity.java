package isocenter.audit.fairness;

import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How far groups lie apart at one threshold, as point values over the groups that have the rate. NaN when fewer than two
 * have it.
 *
 * @param demographicParityDifference max − min selection rate; 0 is parity
 * @param demographicParityRatio min / max selection rate; 1 is parity
 * @param equalizedOddsDifference the larger of the spreads of true- and false-positive rate; 0 is parity
 * @param equalizedOddsRatio the smaller of min/max of true- and of false-positive rate; 1 is parity
 */
public record Disparity(
        double demographicParityDifference,
        double demographicParityRatio,
        double equalizedOddsDifference,
        double equalizedOddsRatio) {

    /** Compares groups by their counts. */
    public static Disparity between(Collection<Confusion> groups) {
        DoubleSummaryStatistics selection = rates(groups, Confusion::selected, Confusion::size);
        DoubleSummaryStatistics sensitivity = rates(groups, Confusion::truePositives, Confusion::positives);
        DoubleSummaryStatistics falsePositive = rates(groups, Confusion::falsePositives, Confusion::negatives);
        return new Disparity(
                spread(selection),
                ratio(selection),
                Math.max(spread(sensitivity), spread(falsePositive)),
                Math.min(ratio(sensitivity), ratio(falsePositive)));
    }

    private static DoubleSummaryStatistics rates(
            Collection<Confusion> groups, ToDoubleFunction<Confusion> part, ToDoubleFunction<Confusion> whole) {
        List<Confusion> estimable =
                groups.stream().filter(g -> whole.applyAsDouble(g) > 0).toList();
        return estimable.stream()
                .mapToDouble(g -> part.applyAsDouble(g) / whole.applyAsDouble(g))
                .summaryStatistics();
    }

    private static double spread(DoubleSummaryStatistics rates) {
        return rates.getCount() < 2 ? Double.NaN : rates.getMax() - rates.getMin();
    }

    /** Groups that all have rate 0 are alike, so their ratio is 1. */
    private static double ratio(DoubleSummaryStatistics rates) {
        if (rates.getCount() < 2) {
            return Double.NaN;
        }
        return rates.getMax() == 0 ? 1 : rates.getMin() / rates.getMax();
    }
}
