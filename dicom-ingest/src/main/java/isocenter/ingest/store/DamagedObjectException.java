package isocenter.ingest.store;

import java.io.IOException;

/** An object's bytes are not those that its key stands for. */
public final class DamagedObjectException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedObjectException(String key) {
        super("The object %s is not the one that was stored: restore it from a backup".formatted(key));
    }
}
