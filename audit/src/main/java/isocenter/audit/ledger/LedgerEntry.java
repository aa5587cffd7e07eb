package isocenter.audit.ledger;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants recorded. The ledger adds index, time and, where it is not said, the actor.
 *
 * @param action dotted name of what was done, for example {@code ingest.instance}
 * @param subject pseudonymous identifier of what it was done to; never a patient's own data
 * @param detail facts as JSON values (maps, lists, strings, booleans, finite numbers; integers within ±2^53)
 * @param artefacts files this event vouches for
 * @param actor who did it, where that is not who acts on the appending thread; {@link Ledger#actor()} told it earlier
 */
public record LedgerEntry(
        String action,
        String subject,
        Map<String, Object> detail,
        List<Artefact> artefacts,
        @Nullable String actor) {
    public LedgerEntry {
        if (action.isBlank()) {
            throw new IllegalArgumentException("A ledger entry needs an action");
        }
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
        artefacts = List.copyOf(artefacts);
    }

    public LedgerEntry(String action, String subject, Map<String, Object> detail, List<Artefact> artefacts) {
        this(action, subject, detail, artefacts, null);
    }

    /** The same, done by somebody whom another thread knew. */
    public LedgerEntry by(String actor) {
        return new LedgerEntry(action, subject, detail, artefacts, actor);
    }

    /** An entry that vouches for no file. */
    public static LedgerEntry of(String action, String subject, Map<String, Object> detail) {
        return new LedgerEntry(action, subject, detail, List.of());
    }
}
