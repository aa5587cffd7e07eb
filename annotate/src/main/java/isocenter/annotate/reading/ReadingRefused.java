package isocenter.annotate.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something cannot be done with a reading or worklist; the message says why and what to do, and never holds its content. */
public final class ReadingRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Map<String, Object> more;

    private ReadingRefused(int status, String message, Map<String, Object> more) {
        super(message);
        this.status = status;
        this.more = new LinkedHashMap<>(more);
    }

    /** There is none, or it is somebody else's; the two look alike. */
    static ReadingRefused absent() {
        return new ReadingRefused(404, "There is no such reading of yours.", Map.of());
    }

    /** It is not in a state for this. */
    static ReadingRefused wrongState(String message) {
        return new ReadingRefused(409, message, Map.of());
    }

    /** Another page has saved meanwhile. */
    static ReadingRefused stale(DraftState now) {
        return new ReadingRefused(
                409,
                "This reading was changed elsewhere, in another tab perhaps. What was saved last is shown now.",
                now.toMap());
    }

    /** There is no worklist of this name. */
    static ReadingRefused noWorklist() {
        return new ReadingRefused(404, "There is no such worklist.", Map.of());
    }

    /** A change must say what it is made on. */
    static ReadingRefused needsEtag() {
        return new ReadingRefused(428, "Name the state that this is made on: If-Match with its etag.", Map.of());
    }

    /** The content breaks a rule. */
    static ReadingRefused invalid(String message, String where) {
        return new ReadingRefused(422, message, Map.of("where", where));
    }

    /** Required findings have no value. */
    static ReadingRefused incomplete(List<String> missing) {
        return new ReadingRefused(
                422,
                "Not everything has been answered: " + String.join(", ", missing) + ".",
                Map.of("missing", missing, "where", "labels"));
    }

    /** The HTTP status that says it. */
    public int status() {
        return status;
    }

    /** What a program needs besides the message. */
    Map<String, Object> more() {
        return more;
    }
}
