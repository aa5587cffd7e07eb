package isocenter.audit.provenance;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Something that was made.
 *
 * @param at when
 * @param facts what tells it from others of its kind: text, numbers, booleans; no patient's data
 * @param origins what it was made from; each may be unknown here by now, as an erased thing is
 */
public record Made(Thing thing, Instant at, Map<String, Object> facts, List<Origin> origins) {
    public Made {
        facts = Collections.unmodifiableMap(new TreeMap<>(facts));
        origins = List.copyOf(origins);
    }
}
