package isocenter.ingest.store;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The store does not answer, or answers that it will not serve now; all that was put before is as it was. */
public final class StoreAwayException extends IOException {
    private static final long serialVersionUID = 1L;

    StoreAwayException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
