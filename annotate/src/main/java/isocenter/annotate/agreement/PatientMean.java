package isocenter.annotate.agreement;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.NotEstimable;
import java.util.List;

/** The mean of what was measured on each item, such as Dice, with an interval from resampling patients. */
public final class PatientMean {
    private PatientMean() {}

    /**
     * The mean over items: a patient with more items counts for more.
     *
     * @param patients whose item each value is of
     * @param values as long; finite. Items on which it cannot be measured are left out beforehand, and counted
     */
    public static Estimate of(String name, List<String> patients, double[] values, Resampling resampling) {
        if (patients.size() != values.length) {
            throw new IllegalArgumentException(
                    "There are " + values.length + " values of " + patients.size() + " items: give one for each");
        }
        if (values.length == 0) {
            return new NotEstimable("no item gives " + name);
        }
        List<String> distinct = patients.stream().distinct().toList();
        var places = Ratings.places(distinct);
        int[] clusters = patients.stream()
                .mapToInt(patient -> places.getOrDefault(patient, 0))
                .toArray();
        return resampling.estimate(name, clusters, weight -> {
            double sum = 0;
            double all = 0;
            for (int i = 0; i < values.length; i++) {
                sum += weight[clusters[i]] * values[i];
                all += weight[clusters[i]];
            }
            return sum / all;
        });
    }
}
