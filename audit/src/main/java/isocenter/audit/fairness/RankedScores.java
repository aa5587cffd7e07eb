package isocenter.audit.fairness;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Scores with their truth, and the order that sorts them upwards. */
record RankedScores(double[] scores, boolean[] positive, int[] order, int positives) {
    static RankedScores of(double[] scores, boolean[] positive) {
        if (scores.length != positive.length) {
            throw new IllegalArgumentException(
                    "There are " + scores.length + " scores but " + positive.length + " outcomes: give one for each");
        }
        int positives = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Double.isFinite(scores[i])) {
                throw new IllegalArgumentException("Score " + i + " is not a finite number: check the predictor");
            }
            positives += positive[i] ? 1 : 0;
        }
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new RankedScores(scores, positive, order, positives);
    }

    int size() {
        return scores.length;
    }

    int negatives() {
        return size() - positives;
    }

    /** The end (exclusive), in the order, of the run of scores tied with the one at {@code start}. */
    int tieEnd(int start) {
        int end = start + 1;
        while (end < size() && scores[order[end]] == scores[order[start]]) {
            end++;
        }
        return end;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RankedScores that
                && Arrays.equals(scores, that.scores)
                && Arrays.equals(positive, that.positive);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "RankedScores[" + positives + " of " + size() + " positive]";
    }
}
