package isocenter.ingest.archive;

import isocenter.ingest.store.StoreAwayException;
import isocenter.ingest.store.StoreFullException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/** The store or the database cannot take more; the message says what to do. What was acknowledged before stays. */
public final class StoreException extends RuntimeException {
    /** What stands in the way. */
    public enum Obstacle {
        DISK_FULL,
        STORE_NOT_WRITABLE,
        STORE_AWAY,
        DATABASE_AWAY
    }

    private static final long serialVersionUID = 1L;

    private final Obstacle obstacle;

    StoreException(Obstacle obstacle, String message, Throwable cause) {
        super(message, cause);
        this.obstacle = obstacle;
    }

    public Obstacle obstacle() {
        return obstacle;
    }

    static StoreException onDatabase(Exception cause) {
        return new StoreException(
                Obstacle.DATABASE_AWAY,
                "The database does not answer or did not take the batch, and nothing of it was acknowledged. Bring the database back and repeat: what is kept is not taken twice.",
                cause);
    }

    static StoreException onReading(StoreAwayException cause) {
        return new StoreException(
                Obstacle.STORE_AWAY,
                "%s. What is kept is safe, and can be read when the store is back.".formatted(cause.getMessage()),
                cause);
    }

    static StoreException onWriting(Path home, IOException cause) {
        if (cause instanceof StoreAwayException || cause instanceof StoreFullException) {
            return new StoreException(
                    cause instanceof StoreFullException ? Obstacle.DISK_FULL : Obstacle.STORE_AWAY,
                    "%s, and nothing of the batch was acknowledged. Put that right and repeat: what is kept is not taken twice."
                            .formatted(cause.getMessage()),
                    cause);
        }
        String said = cause instanceof FileSystemException fs ? fs.getReason() : cause.getMessage();
        String reason = Objects.requireNonNullElse(said, cause.getClass().getSimpleName());
        boolean full = reason.toLowerCase(Locale.ROOT).matches(".*(no space left|quota exceeded|not enough space).*");
        return new StoreException(
                full ? Obstacle.DISK_FULL : Obstacle.STORE_NOT_WRITABLE,
                full
                        ? "The disk that holds %s is full. Free some space and repeat: what is kept is not taken twice."
                                .formatted(home)
                        : "The store under %s cannot be written (%s). Put that right and repeat: what is kept is not taken twice."
                                .formatted(home, reason),
                cause);
    }
}
