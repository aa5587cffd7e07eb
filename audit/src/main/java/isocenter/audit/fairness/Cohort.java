package isocenter.audit.fairness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Scored subjects as arrays: what the statistics are computed on. */
final class Cohort {
    private final RankedScores ranked;
    private final int[] patient;
    private final int patients;
    private final Confusion confusion;
    private final double threshold;

    private Cohort(RankedScores ranked, int[] patient, int patients, double threshold) {
        this.ranked = ranked;
        this.patient = patient;
        this.patients = patients;
        this.confusion = Confusion.at(threshold, ranked.scores(), ranked.positive());
        this.threshold = threshold;
    }

    static Cohort of(List<ScoredSubject> subjects, double threshold) {
        double[] scores = new double[subjects.size()];
        boolean[] positive = new boolean[subjects.size()];
        String[] patients = new String[subjects.size()];
        for (int i = 0; i < subjects.size(); i++) {
            scores[i] = subjects.get(i).score();
            positive[i] = subjects.get(i).positive();
            patients[i] = subjects.get(i).patient();
        }
        return of(scores, positive, patients, threshold);
    }

    static Cohort of(double[] scores, boolean[] positive, String[] patients, double threshold) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] patient = new int[patients.length];
        for (int i = 0; i < patients.length; i++) {
            patient[i] = numbers.computeIfAbsent(patients[i], p -> numbers.size());
        }
        return new Cohort(RankedScores.of(scores, positive), patient, numbers.size(), threshold);
    }

    RankedScores ranked() {
        return ranked;
    }

    int size() {
        return ranked.size();
    }

    /** The number, from 0, of the patient of a subject. */
    int patient(int subject) {
        return patient[subject];
    }

    int patients() {
        return patients;
    }

    Confusion confusion() {
        return confusion;
    }

    boolean selected(int subject) {
        return ranked.scores()[subject] >= threshold;
    }
}
