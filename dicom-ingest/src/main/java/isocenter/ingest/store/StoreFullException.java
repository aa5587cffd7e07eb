package isocenter.ingest.store;

import java.io.IOException;

/** The store has no room for more. */
public final class StoreFullException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
