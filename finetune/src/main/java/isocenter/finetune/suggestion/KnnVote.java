package isocenter.finetune.suggestion;

import isocenter.pretrain.embedding.CosineNeighbours;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Weighted nearest neighbours by cosine (Wu et al. 2018, section 3.4): each of the 20 nearest labelled images of other
 * patients votes with exp(cosine/0.07). In plain Java, since the server loads no libtorch.
 */
final class KnnVote {
    private static final int NEIGHBOURS = 20;
    private static final double TEMPERATURE = 0.07;

    private KnnVote() {}

    /**
     * The share of the votes that is positive, 0 to 1; nothing when no other patient has a labelled image.
     *
     * @param vectors [n][d]: labelled images, and the one in question at {@code query}
     * @param patients whose each is
     * @param positive the class of each; that at {@code query} is not looked at
     */
    static OptionalDouble share(float[][] vectors, List<String> patients, boolean[] positive, int query) {
        double ayes = 0;
        double all = 0;
        for (CosineNeighbours.Neighbour near :
                CosineNeighbours.of(vectors, patients).nearest(query, NEIGHBOURS)) {
            double vote = Math.exp((near.cosine() - 1) / TEMPERATURE); // the constant factor leaves no trace
            ayes += positive[near.index()] ? vote : 0;
            all += vote;
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of(ayes / all);
    }
}
