package isocenter.ingest.archive;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Failures of the store for tests of those who have to answer for them. */
public final class StoreFailures {
    private StoreFailures() {}

    public static StoreException diskFull() {
        return StoreException.onWriting(Path.of("data"), new FileSystemException("a", null, "No space left on device"));
    }

    public static StoreException notWritable() {
        return StoreException.onWriting(Path.of("data"), new IOException("Input/output error"));
    }

    public static StoreException databaseAway() {
        return StoreException.onDatabase(new IllegalStateException("gone"));
    }
}
