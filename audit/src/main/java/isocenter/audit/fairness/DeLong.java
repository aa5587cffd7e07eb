package isocenter.audit.fairness;

/**
 * The AUROC and its structural components: for each positive, the share of negatives it outranks, and for each negative
 * the share of positives that outrank it, ties counting half.
 *
 * <p>E. DeLong, D. DeLong, D. Clarke-Pearson, Biometrics 44 (1988) 837–845. One sort instead of all pairs, as Sun and Xu
 * (IEEE Signal Processing Letters 21, 2014) show to be the same.
 */
final class DeLong {
    private final double auroc;
    private final double[] byPositive;
    private final double[] byNegative;

    private DeLong(double auroc, double[] byPositive, double[] byNegative) {
        this.auroc = auroc;
        this.byPositive = byPositive;
        this.byNegative = byNegative;
    }

    /** Components in the order in which positives and negatives come in the scores, so that two scores can be paired. */
    static DeLong of(RankedScores ranked) {
        int m = ranked.positives();
        int n = ranked.negatives();
        double[] component = new double[ranked.size()];
        int positivesBelow = 0;
        int negativesBelow = 0;
        for (int start = 0; start < ranked.size(); ) {
            int end = ranked.tieEnd(start);
            int positivesTied = 0;
            for (int i = start; i < end; i++) {
                positivesTied += ranked.positive()[ranked.order()[i]] ? 1 : 0;
            }
            int negativesTied = end - start - positivesTied;
            for (int i = start; i < end; i++) {
                int subject = ranked.order()[i];
                component[subject] = ranked.positive()[subject]
                        ? (negativesBelow + 0.5 * negativesTied) / n
                        : (m - positivesBelow - 0.5 * positivesTied) / m;
            }
            positivesBelow += positivesTied;
            negativesBelow += negativesTied;
            start = end;
        }
        return split(ranked, component);
    }

    private static DeLong split(RankedScores ranked, double[] component) {
        double[] byPositive = new double[ranked.positives()];
        double[] byNegative = new double[ranked.negatives()];
        int p = 0;
        int n = 0;
        for (int i = 0; i < ranked.size(); i++) {
            if (ranked.positive()[i]) {
                byPositive[p++] = component[i];
            } else {
                byNegative[n++] = component[i];
            }
        }
        return new DeLong(mean(byPositive), byPositive, byNegative);
    }

    double auroc() {
        return auroc;
    }

    /** S10/m + S01/n, with sample variances. */
    double variance() {
        return covariance(this);
    }

    /** The covariance with another score's AUROC on the same subjects. */
    double covariance(DeLong other) {
        return covariance(byPositive, other.byPositive) / byPositive.length
                + covariance(byNegative, other.byNegative) / byNegative.length;
    }

    Estimated interval(double confidence) {
        double variance = variance();
        if (variance == 0) {
            return exactInterval(confidence);
        }
        double half = Normal.quantile(confidence) * Math.sqrt(variance);
        return new Estimated(auroc, Math.max(0, auroc - half), Math.min(1, auroc + half));
    }

    /**
     * The variance is 0 only when every pair is ordered alike (all above, all below, or all tied), and value ± 0 would
     * claim certainty. Pairing the i-th positive with the i-th negative makes min(m, n) independent trials that all came
     * out alike; Clopper–Pearson bounds how often that happens.
     */
    private Estimated exactInterval(double confidence) {
        int trials = Math.min(byPositive.length, byNegative.length);
        double alike = ClopperPearson.lower(trials, trials, confidence);
        double low = auroc == 1 ? alike : auroc == 0 ? 0 : 0.5 * alike;
        double high = auroc == 1 ? 1 : auroc == 0 ? 1 - alike : 1 - 0.5 * alike;
        return new Estimated(auroc, low, high);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = mean(a);
        double meanB = mean(b);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return sum / (a.length - 1);
    }
}
