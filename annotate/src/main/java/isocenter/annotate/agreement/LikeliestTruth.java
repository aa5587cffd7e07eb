package isocenter.annotate.agreement;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What raters say together, by {@link DawidSkene}.
 *
 * @param items in the order of the ratings
 * @param categories in theirs
 * @param priors [categories]: how frequent each is among the items; sum 1
 * @param confusion rater → [true category][given category]: how probably he gives what; each row has sum 1, a row of a
 *     category that none of his items has is all the same
 * @param posterior [items][categories]: how probably it is what; each row has sum 1
 * @param converged whether it came to rest before the last iteration allowed; else neither probability is to be relied on
 * @param logLikelihood of all ratings, in nats
 */
public record LikeliestTruth(
        List<String> items,
        List<String> categories,
        double[] priors,
        Map<String, double[][]> confusion,
        double[][] posterior,
        boolean converged,
        int iterations,
        double logLikelihood) {

    /** The place of each item's most probable category; the first of equally probable ones. */
    int decision(int item) {
        int best = 0;
        for (int category = 1; category < posterior[item].length; category++) {
            best = posterior[item][category] > posterior[item][best] ? category : best;
        }
        return best;
    }

    /** Each item's most probable category; the first of equally probable ones. */
    public List<String> decisions() {
        return IntStream.range(0, posterior.length)
                .mapToObj(item -> categories.get(decision(item)))
                .toList();
    }
}
