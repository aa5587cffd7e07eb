package isocenter.audit.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import isocenter.audit.content.CompactRange;
import isocenter.audit.ledger.LedgerReader.StoredEvent;
import isocenter.audit.ledger.LedgerReader.StoredHead;
import isocenter.audit.ledger.Verification.Tampered;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks the events in order, growing the tree anew, and stops at the first that is not as it should be. */
final class EventCheck {
    private static final int REPORT_EVERY = 1000;

    private final StoredHead head;
    private final @Nullable LedgerHead earlier;
    private final @Nullable ExportedEvents exported;
    private final VerificationListener listener;
    private final CompactRange tree = CompactRange.empty();
    private @Nullable Tampered wrong;

    EventCheck(
            StoredHead head,
            @Nullable LedgerHead earlier,
            @Nullable ExportedEvents exported,
            VerificationListener listener) {
        this.head = head;
        this.earlier = earlier;
        this.exported = exported;
        this.listener = listener;
    }

    /** Checks the next event; false when the walk is over. */
    boolean accept(StoredEvent stored) {
        long index = tree.size();
        compareEarlier();
        if (wrong == null) {
            String fault = faultOf(stored, index);
            wrong = fault == null ? null : new Tampered(index, fault);
        }
        if (index % REPORT_EVERY == 0) {
            listener.events(index, head.size());
        }
        return wrong == null;
    }

    private @Nullable String faultOf(StoredEvent stored, long index) {
        LedgerEvent event = stored.event();
        if (event.index() != index) {
            return "the event is missing; the next one found is " + event.index();
        }
        if (index >= head.size()) {
            return "the event lies beyond the head, which counts " + head.size();
        }
        byte[] leafHash = event.leafHash();
        if (!Arrays.equals(leafHash, stored.leafHash())) {
            return "the event's body and its leaf hash do not belong together";
        }
        tree.append(leafHash);
        if (exported != null && exported.differs(index, event.body())) {
            return "the event is not the exported one";
        }
        if (!Arrays.equals(tree.root(), stored.rootHash())) {
            return "the event is not the one that the root after it was computed over";
        }
        return contradictionOf(event);
    }

    private static @Nullable String contradictionOf(LedgerEvent event) {
        try {
            List<String> names = event.contradictions();
            return names.isEmpty() ? null : "columns do not repeat the event's body: " + String.join(", ", names);
        } catch (JsonProcessingException e) {
            return "the event's body is not JSON";
        }
    }

    /** An earlier head binds the events before it all at once, so a difference can only be placed somewhere in them. */
    private void compareEarlier() {
        if (wrong == null
                && earlier != null
                && earlier.size() == tree.size()
                && !earlier.rootHash().equals(HexFormat.of().formatHex(tree.root()))) {
            wrong = new Tampered(
                    0, "the first " + earlier.size() + " events are not those of the earlier head: the log was forked");
        }
    }

    /** What is wrong after all events were seen, or null. */
    @Nullable
    Tampered finish() {
        compareEarlier();
        if (wrong != null) {
            return wrong;
        }
        listener.events(tree.size(), head.size());
        if (tree.size() < head.size()) {
            return new Tampered(tree.size(), "events are missing at the end; the head counts " + head.size());
        }
        if (!Arrays.equals(tree.encoded(), head.frontier()) || !Arrays.equals(tree.root(), head.root())) {
            return new Tampered(tree.size(), "every event is in place but the head's hashes are not theirs");
        }
        if (earlier != null && earlier.size() > tree.size()) {
            return new Tampered(
                    tree.size(), "the log was rolled back: the earlier head counts " + earlier.size() + " events");
        }
        return null;
    }
}
