package isocenter.ingest.archive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of one table that concern a batch: those found, those to add, those to change. */
final class Rows<E> {
    private final Map<String, E> byKey = new HashMap<>();
    private final Function<E, String> key;
    private final List<E> added = new ArrayList<>();
    private final Set<E> changed = new LinkedHashSet<>();

    Rows(Collection<E> found, Function<E, String> key) {
        this.key = key;
        found.forEach(row -> byKey.put(key.apply(row), row));
    }

    @Nullable
    E get(String id) {
        return byKey.get(id);
    }

    void add(E row) {
        byKey.put(key.apply(row), row);
        added.add(row);
    }

    void change(E row) {
        if (!added.contains(row)) {
            changed.add(row);
        }
    }

    List<E> added() {
        return added;
    }

    List<E> changed() {
        return List.copyOf(changed);
    }
}
