package isocenter.annotate.agreement;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.NotEstimable;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Agreement of any number of raters on the items that at least two of them judged. Items with one rating take no part. */
public final class GroupAgreement {
    private final Ratings ratings;
    private final Resampling resampling;
    private final int[][] counts;
    private final int[] clusters;

    private GroupAgreement(Ratings ratings, Resampling resampling) {
        this.ratings = ratings;
        this.resampling = resampling;
        int[][] said = counts(ratings);
        List<Integer> shared = IntStream.range(0, said.length)
                .filter(item -> Arrays.stream(said[item]).sum() > 1)
                .boxed()
                .toList();
        this.counts = shared.stream().map(item -> said[item]).toArray(int[][]::new);
        this.clusters = ratings.clusters(shared);
    }

    public static GroupAgreement of(Ratings ratings, Resampling resampling) {
        return new GroupAgreement(ratings, resampling);
    }

    /** Items with two ratings or more. */
    public int items() {
        return counts.length;
    }

    /**
     * Fleiss' kappa, (P − Pₑ) / (1 − Pₑ): P is the share of pairs of ratings that agree, Pₑ = Σ pⱼ² what the overall shares of
     * the categories give by chance (Fleiss 1971). Raters need not be the same for every item.
     *
     * @return not estimable where items have different numbers of ratings (take {@link #krippendorffAlpha}) or one category
     *     alone was used
     */
    public Estimate fleissKappa() {
        int[] sizes = Arrays.stream(counts)
                .mapToInt(count -> Arrays.stream(count).sum())
                .distinct()
                .sorted()
                .toArray();
        if (sizes.length > 1) {
            return new NotEstimable(
                    "items have %d to %d ratings and Fleiss' kappa needs as many of each: take Krippendorff's"
                                    .formatted(sizes[0], sizes[sizes.length - 1])
                            + " alpha");
        }
        return estimate("Fleiss' kappa, which needs two categories in use", this::fleiss);
    }

    /**
     * Krippendorff's alpha, 1 − Dₒ/Dₑ: the mean distance of ratings of one item over that of any two ratings. Missing ratings
     * are left out, small numbers are allowed for (Krippendorff 2011).
     *
     * @return not estimable where one category alone was used
     */
    public Estimate krippendorffAlpha(Scale scale) {
        return estimate("alpha, which needs two categories in use", weight -> alpha(weight, scale));
    }

    /** The share of pairs of ratings of one item that agree, 0–1. */
    public Estimate percentAgreement() {
        return estimate("agreement", weight -> agreeing(weight) / pairs(weight));
    }

    /**
     * Where one rater says this category, how probably another does too, 0–1 (Cicchetti and Feinstein 1990, over all pairs).
     * Not estimable where nobody used it.
     */
    public Estimate specificAgreement(String category) {
        int place = ratings.category(category);
        return estimate("agreement on " + category, weight -> {
            double agreeing = 0;
            double all = 0;
            for (int item = 0; item < counts.length; item++) {
                int said = counts[item][place];
                agreeing += (double) weight[clusters[item]] * said * (said - 1);
                all += (double) weight[clusters[item]]
                        * said
                        * (Arrays.stream(counts[item]).sum() - 1);
            }
            return agreeing / all;
        });
    }

    private Estimate estimate(String name, ToDoubleFunction<int[]> statistic) {
        return counts.length == 0
                ? new NotEstimable("no item was judged twice")
                : resampling.estimate(name, clusters, statistic);
    }

    private double fleiss(int[] weight) {
        double[] said = said(weight);
        double all = Arrays.stream(said).sum();
        double chance =
                Arrays.stream(said).map(count -> count / all * (count / all)).sum();
        boolean one = Arrays.stream(said).anyMatch(count -> count == all);
        return one ? Double.NaN : (agreeing(weight) / pairs(weight) - chance) / (1 - chance);
    }

    private double alpha(int[] weight, Scale scale) {
        double[] said = said(weight);
        double[][] distance = new double[said.length][said.length];
        double expected = 0;
        for (int i = 0; i < said.length; i++) {
            for (int j = 0; j < said.length; j++) {
                distance[i][j] = scale.distance(i, j, said);
                expected += said[i] * said[j] * distance[i][j];
            }
        }
        double observed = 0;
        for (int item = 0; item < counts.length; item++) {
            int[] count = counts[item];
            double within = 0;
            for (int i = 0; i < count.length; i++) {
                for (int j = 0; j < count.length; j++) {
                    within += count[i] * count[j] * distance[i][j];
                }
            }
            observed += weight[clusters[item]] * within / (Arrays.stream(count).sum() - 1);
        }
        return expected == 0 ? Double.NaN : 1 - observed * (Arrays.stream(said).sum() - 1) / expected;
    }

    private double agreeing(int[] weight) {
        return sum(
                weight,
                count -> Arrays.stream(count)
                        .mapToDouble(said -> said * (said - 1.0))
                        .sum());
    }

    private double pairs(int[] weight) {
        return sum(weight, count -> {
            double ratings = Arrays.stream(count).sum();
            return ratings * (ratings - 1);
        });
    }

    private double sum(int[] weight, ToDoubleFunction<int[]> ofItem) {
        return IntStream.range(0, counts.length)
                .mapToDouble(item -> weight[clusters[item]] * ofItem.applyAsDouble(counts[item]))
                .sum();
    }

    private double[] said(int[] weight) {
        double[] said = new double[ratings.categories().size()];
        for (int item = 0; item < counts.length; item++) {
            for (int category = 0; category < said.length; category++) {
                said[category] += (double) weight[clusters[item]] * counts[item][category];
            }
        }
        return said;
    }

    /** [items][categories]: raters who first said it. */
    private static int[][] counts(Ratings ratings) {
        int[][] counts = new int[ratings.items().size()][ratings.categories().size()];
        for (int item = 0; item < counts.length; item++) {
            for (int category : ratings.first()[item]) {
                if (category != Ratings.MISSING) {
                    counts[item][category]++;
                }
            }
        }
        return counts;
    }
}
