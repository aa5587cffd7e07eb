package isocenter.audit.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a caller wants recorded. The ledger adds index, time and actor.
 *
 * @param action dotted name of what was done, for example {@code ingest.instance}
 * @param subject pseudonymous identifier of what it was done to; never a patient's own data
 * @param detail facts as JSON values (maps, lists, strings, booleans, finite numbers; integers within ±2^53)
 * @param artefacts files this event vouches for
 */
public record LedgerEntry(String action, String subject, Map<String, Object> detail, List<Artefact> artefacts) {
    public LedgerEntry {
        if (action.isBlank()) {
            throw new IllegalArgumentException("A ledger entry needs an action");
        }
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
        artefacts = List.copyOf(artefacts);
    }

    /** An entry that vouches for no file. */
    public static LedgerEntry of(String action, String subject, Map<String, Object> detail) {
        return new LedgerEntry(action, subject, detail, List.of());
    }
}
