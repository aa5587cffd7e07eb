package isocenter.annotate.selection;

import java.util.List;
import java.util.Map;

/**
 * Images to choose from, with what is known of them.
 *
 * @param candidates each instance once
 * @param vectors [candidates][width]; nearness is Euclidean, so give unit vectors to go by the cosine
 * @param labels index of a candidate → positive; those that are labelled already are not chosen again
 */
public record Pool(List<Candidate> candidates, float[][] vectors, Map<Integer, Boolean> labels) {
    public Pool {
        candidates = List.copyOf(candidates);
        labels = Map.copyOf(labels);
        if (candidates.size() != vectors.length || candidates.isEmpty()) {
            throw new IllegalArgumentException("Each image needs one vector, and one image at least is needed");
        }
        if (candidates.stream().map(Candidate::instance).distinct().count() < candidates.size()) {
            throw new IllegalArgumentException("An image can stand in a pool once");
        }
    }

    int size() {
        return vectors.length;
    }

    double squaredDistance(int first, int second) {
        return squaredDistance(vectors[first], vectors[second]);
    }

    static double squaredDistance(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            double gap = first[i] - second[i];
            sum += gap * gap;
        }
        return sum;
    }

    boolean hasBothClasses() {
        return labels.containsValue(true) && labels.containsValue(false);
    }
}
