package isocenter.annotate.agreement;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.NotEstimable;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Agreement of two raters on the items that both judged. Kappa alone misleads where a category is rare (Feinstein and
 * Cicchetti 1990): read it beside the two specific agreements, the prevalence and the bias index.
 */
public final class PairAgreement {
    private final Ratings ratings;
    private final Resampling resampling;
    private final int[] first;
    private final int[] second;
    private final int[] clusters;

    private PairAgreement(Ratings ratings, int first, int second, Resampling resampling) {
        this.ratings = ratings;
        this.resampling = resampling;
        int[][] said = ratings.first();
        List<Integer> both = IntStream.range(0, said.length)
                .filter(item -> said[item][first] != Ratings.MISSING && said[item][second] != Ratings.MISSING)
                .boxed()
                .toList();
        this.first = both.stream().mapToInt(item -> said[item][first]).toArray();
        this.second = both.stream().mapToInt(item -> said[item][second]).toArray();
        this.clusters = ratings.clusters(both);
    }

    /**
     * Two raters.
     *
     * @throws IllegalArgumentException when one of them rated nothing
     */
    public static PairAgreement of(Ratings ratings, String first, String second, Resampling resampling) {
        return new PairAgreement(ratings, ratings.rater(first), ratings.rater(second), resampling);
    }

    /** Items that both judged. */
    public int items() {
        return first.length;
    }

    /**
     * Cohen's kappa, 1 − Σ v·o / Σ v·e: o is the share of items in each cell of the table, e what the two margins give by
     * chance, v how grave a cell is (Cohen 1960, 1968). 1 is full agreement, 0 what chance gives.
     *
     * @return not estimable where both used one and the same category throughout: 0/0
     */
    public Estimate kappa(Weighting weighting) {
        return estimate("kappa, which needs two categories in use", table -> kappa(table, weighting));
    }

    /** The share of items on which both agree, 0–1. */
    public Estimate percentAgreement() {
        return estimate("agreement", PairAgreement::agreement);
    }

    /**
     * Kappa adjusted for prevalence and bias: what it would be if all k categories were equally frequent, (k·p − 1) / (k − 1)
     * for agreement p; 2p − 1 for two (Byrt, Bishop and Carlin 1993).
     */
    public Estimate pabak() {
        int count = ratings.categories().size();
        return estimate("PABAK", table -> (count * agreement(table) - 1) / (count - 1));
    }

    /**
     * 2a / (2a + b + c): where one rater says this category, how probably the other does too (Cicchetti and Feinstein 1990).
     * Of the positive category positive agreement, of the negative one negative agreement. Not estimable where neither used it.
     */
    public Estimate specificAgreement(String category) {
        int place = ratings.category(category);
        return estimate(
                "agreement on " + category,
                table -> 2 * table[place][place] / (row(table, place) + column(table, place)));
    }

    /** (a − d) / n, this category against all others: 0 when it is half of all, 1 when it is all, −1 when nothing. */
    public Estimate prevalenceIndex(String category) {
        int place = ratings.category(category);
        return estimate("prevalence index", table -> (row(table, place) + column(table, place)) / sum(table) - 1);
    }

    /** (b − c) / n: how much more often the first rater says this category than the second, −1 to 1. */
    public Estimate biasIndex(String category) {
        int place = ratings.category(category);
        return estimate("bias index", table -> (row(table, place) - column(table, place)) / sum(table));
    }

    private Estimate estimate(String name, ToDoubleFunction<double[][]> statistic) {
        if (first.length == 0) {
            return new NotEstimable("no item was judged by both raters");
        }
        return resampling.estimate(name, clusters, weight -> statistic.applyAsDouble(table(weight)));
    }

    /** [first's category][second's]: items. */
    private double[][] table(int[] weight) {
        double[][] table =
                new double[ratings.categories().size()][ratings.categories().size()];
        for (int item = 0; item < first.length; item++) {
            table[first[item]][second[item]] += weight[clusters[item]];
        }
        return table;
    }

    private static double kappa(double[][] table, Weighting weighting) {
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table.length; j++) {
                double grave = weighting.disagreement(i, j);
                observed += grave * table[i][j];
                expected += grave * row(table, i) * column(table, j);
            }
        }
        return expected == 0 ? Double.NaN : 1 - observed * sum(table) / expected;
    }

    private static double agreement(double[][] table) {
        return IntStream.range(0, table.length).mapToDouble(i -> table[i][i]).sum() / sum(table);
    }

    private static double row(double[][] table, int row) {
        return IntStream.range(0, table.length).mapToDouble(i -> table[row][i]).sum();
    }

    private static double column(double[][] table, int column) {
        return IntStream.range(0, table.length)
                .mapToDouble(i -> table[i][column])
                .sum();
    }

    private static double sum(double[][] table) {
        return IntStream.range(0, table.length).mapToDouble(i -> row(table, i)).sum();
    }
}
