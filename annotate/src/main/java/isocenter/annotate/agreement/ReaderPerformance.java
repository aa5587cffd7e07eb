package isocenter.annotate.agreement;

import isocenter.audit.fairness.Confusion;
import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.NotEstimable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader against a reference, one category against all others.
 *
 * @param items that both the reader judged and the reference knows
 * @param counts of the reader's calls
 * @param sensitivity P(reader says it | reference says it), Clopper and Pearson's interval
 * @param specificity P(reader does not say it | reference does not), likewise. Both take items as independent: where patients
 *     have several, the intervals are too narrow
 * @param kappa Cohen's kappa with the reference over all categories, interval by resampling patients
 */
public record ReaderPerformance(
        int items, Confusion counts, Estimate sensitivity, Estimate specificity, Estimate kappa) {
    private static final String REFERENCE = "the reference";

    /**
     * Against the consensus of all others: a consensus that the reader had a part in would flatter him.
     *
     * @param positive the category whose detection is judged
     * @throws IllegalArgumentException when nobody else rated anything
     */
    public static ReaderPerformance againstOthers(
            Ratings ratings, String rater, String positive, Resampling resampling) {
        LikeliestTruth consensus = DawidSkene.fit(ratings.without(rater));
        Map<String, String> reference = new HashMap<>();
        List<String> decisions = consensus.decisions();
        for (int item = 0; item < decisions.size(); item++) {
            reference.put(consensus.items().get(item), decisions.get(item));
        }
        return against(ratings, rater, reference, positive, resampling);
    }

    /**
     * Against a reference.
     *
     * @param reference item → category; items that it lacks are left out
     */
    public static ReaderPerformance against(
            Ratings ratings, String rater, Map<String, String> reference, String positive, Resampling resampling) {
        int place = ratings.category(positive);
        int column = ratings.rater(rater);
        List<Rating> both = new ArrayList<>();
        long[] counts = new long[4];
        for (int item = 0; item < ratings.items().size(); item++) {
            String name = ratings.items().get(item);
            String truth = reference.get(name);
            int said = ratings.first()[item][column];
            if (truth != null && said != Ratings.MISSING) {
                String patient = ratings.patients().get(item);
                both.add(new Rating(name, patient, rater, ratings.categories().get(said)));
                both.add(new Rating(name, patient, REFERENCE, truth));
                counts[(ratings.category(truth) == place ? 0 : 2) + (said == place ? 0 : 1)]++;
            }
        }
        Confusion confusion = new Confusion(counts[0], counts[2], counts[3], counts[1]);
        return new ReaderPerformance(
                both.size() / 2,
                confusion,
                confusion.sensitivity(resampling.confidence()),
                confusion.specificity(resampling.confidence()),
                kappa(Ratings.of(ratings.categories(), both), rater, resampling));
    }

    private static Estimate kappa(Ratings both, String rater, Resampling resampling) {
        return both.items().isEmpty()
                ? new NotEstimable("no item was judged by the reader and the reference")
                : PairAgreement.of(both, rater, REFERENCE, resampling).kappa(Weighting.NONE);
    }
}
