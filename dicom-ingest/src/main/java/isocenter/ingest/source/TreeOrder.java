package isocenter.ingest.source;

import java.nio.file.Path;
import java.util.Comparator;

/** The order in which a tree is walked: name by name, so that all of {@code a} comes before {@code a.b}. */
final class TreeOrder implements Comparator<Path> {
    @Override
    public int compare(Path one, Path other) {
        int common = Math.min(one.getNameCount(), other.getNameCount());
        for (int i = 0; i < common; i++) {
            int order = one.getName(i).compareTo(other.getName(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.getNameCount(), other.getNameCount());
    }
}
