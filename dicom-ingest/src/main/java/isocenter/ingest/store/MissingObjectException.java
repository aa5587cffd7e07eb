package isocenter.ingest.store;

import java.io.IOException;

/** The store does not have an object of this key. */
public final class MissingObjectException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingObjectException(String key) {
        super("The store has no object %s: restore it from a backup".formatted(key));
    }
}
