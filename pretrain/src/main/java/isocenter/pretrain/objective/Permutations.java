package isocenter.pretrain.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Orders of the nine pieces that differ from each other as much as may be (Noroozi and Favaro 2016, algorithm 1): each one
 * added is the farthest from those before, in Hamming distance, among some hundred random ones. The same at every call.
 */
final class Permutations {
    private static final long SEED = 9;
    private static final int CANDIDATES = 200;

    private Permutations() {}

    /** @return so many different orders; {@code order[place]} is the piece that lies there */
    static List<int[]> of(int pieces, int count) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<int[]> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            int[] farthest = shuffled(random, pieces);
            int distance = distance(farthest, chosen, pieces);
            for (int i = 1; i < CANDIDATES; i++) {
                int[] candidate = shuffled(random, pieces);
                int other = distance(candidate, chosen, pieces);
                if (other > distance) {
                    farthest = candidate;
                    distance = other;
                }
            }
            if (distance > 0) {
                chosen.add(farthest);
            }
        }
        return chosen;
    }

    /** The least number of places in which an order differs from any of the others. */
    private static int distance(int[] order, List<int[]> others, int pieces) {
        int least = pieces;
        for (int[] other : others) {
            int differing = 0;
            for (int place = 0; place < pieces; place++) {
                differing += order[place] == other[place] ? 0 : 1;
            }
            least = Math.min(least, differing);
        }
        return least;
    }

    private static int[] shuffled(SplittableRandom random, int pieces) {
        int[] order = new int[pieces];
        Arrays.setAll(order, i -> i);
        for (int i = pieces - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
        return order;
    }
}
