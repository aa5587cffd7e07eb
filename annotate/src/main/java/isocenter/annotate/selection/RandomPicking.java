package isocenter.annotate.selection;

import isocenter.audit.content.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** By chance: an image's place comes from a hash of seed and UID, so that one more or less moves no other. */
final class RandomPicking implements Picking {
    private final List<String> places;

    RandomPicking(Pool pool, long seed) {
        places = IntStream.range(0, pool.size())
                .mapToObj(i -> Sha256.hex(seed + "\n" + pool.candidates().get(i).instance()))
                .toList();
    }

    @Override
    public Pick next(List<Integer> available) {
        return new Pick(first(available), "drawn by chance");
    }

    int first(List<Integer> available) {
        return available.stream().min(Comparator.comparing(places::get)).orElseThrow();
    }
}
