package isocenter.ingest.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** The store or the database cannot take more; the message says what to do. What was acknowledged before stays. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    static StoreException onDatabase(Exception cause) {
        return new StoreException(
                "The database does not answer or did not take the batch, and nothing of it was acknowledged. Bring the database back and run the same command again: it goes on after what is kept.",
                cause);
    }

    static StoreException onWriting(Path home, IOException cause) {
        String said = cause instanceof FileSystemException fs ? fs.getReason() : cause.getMessage();
        String reason = Objects.requireNonNullElse(said, cause.getClass().getSimpleName());
        boolean full = reason.toLowerCase(Locale.ROOT).matches(".*(no space left|quota exceeded|not enough space).*");
        return new StoreException(
                full
                        ? "The disk that holds %s is full. Free some space and run the same command again: it goes on after what is kept."
                                .formatted(home)
                        : "The store under %s cannot be written (%s). Put that right and run the same command again: it goes on after what is kept."
                                .formatted(home, reason),
                cause);
    }
}
