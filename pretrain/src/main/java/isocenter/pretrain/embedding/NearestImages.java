package isocenter.pretrain.embedding;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.embedding.CosineNeighbours.Neighbour;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Images and, for each, those of other patients that a backbone sees as most alike.
 *
 * @param found an image's index in the set → its neighbours, best first; in the order in which images were asked for
 */
public record NearestImages(EmbeddingSet set, Map<Integer, List<Neighbour>> found) {

    /**
     * Searches for the neighbours of some images.
     *
     * @param instances pseudonymous SOP Instance UIDs; every frame of each is taken
     * @param k neighbours of each, 1 or more
     * @throws IllegalArgumentException when one is not in the set
     */
    public static NearestImages of(EmbeddingSet set, List<String> instances, int k) {
        List<Integer> queries = instances.stream()
                .flatMap(instance -> {
                    List<Integer> frames = IntStream.range(0, set.members().size())
                            .filter(i -> set.members().get(i).instance().equals(instance))
                            .boxed()
                            .toList();
                    if (frames.isEmpty()) {
                        throw new IllegalArgumentException("An image that was asked for is in none of these parts of "
                                + set.dataset().id()
                                + ": name it by its pseudonymous SOP Instance UID, or its part by --part");
                    }
                    return frames.stream();
                })
                .toList();
        return search(set, queries, k);
    }

    /**
     * Searches for the neighbours of images that the seed chooses, each of another patient. The same seed chooses the same
     * ones, whatever else is in the set.
     *
     * @param among indices of the images to choose from
     * @param count how many; fewer where there are fewer patients
     */
    public static NearestImages ofSome(EmbeddingSet set, List<Integer> among, int count, long seed, int k) {
        Map<String, Integer> drawn = new TreeMap<>();
        for (int i : among) {
            DatasetMember member = set.members().get(i);
            drawn.put(Sha256.hex(seed + "\n" + member.instance() + "\n" + member.frame()), i);
        }
        Set<String> patients = new HashSet<>();
        List<Integer> queries = drawn.values().stream()
                .filter(i -> patients.add(set.members().get(i).patient()))
                .limit(count)
                .sorted(Comparator.naturalOrder())
                .toList();
        return search(set, queries, k);
    }

    private static NearestImages search(EmbeddingSet set, List<Integer> queries, int k) {
        CosineNeighbours neighbours = CosineNeighbours.of(set);
        Map<Integer, List<Neighbour>> found = new LinkedHashMap<>();
        queries.forEach(query -> found.put(query, neighbours.nearest(query, k)));
        return new NearestImages(set, found);
    }
}
