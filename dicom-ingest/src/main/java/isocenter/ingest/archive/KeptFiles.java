package isocenter.ingest.archive;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.store.ObjectFile;
import isocenter.ingest.store.ObjectStore;
import isocenter.ingest.store.StoreAwayException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The files of kept and held objects: what they are called in the object store, and what its failures mean here. */
@ApplicationScoped
class KeptFiles {
    private static final String OBJECTS = ObjectStore.FOLDER + "objects";
    private static final String HELD = ObjectStore.FOLDER + "held";

    private interface Action<T> {
        T run() throws IOException;
    }

    private final ObjectStore store;
    private final Path home;

    KeptFiles(ObjectStore store, IsocenterHome home) {
        this.store = store;
        this.home = home.path();
    }

    /** Where content of this hash lives, below the data folder or in a bucket. */
    static String pathOf(String sha256) {
        return path(OBJECTS, sha256);
    }

    /** Where content waits that a person has to look at. */
    static String heldPathOf(String sha256) {
        return path(HELD, sha256);
    }

    private static String path(String folder, String sha256) {
        return String.join("/", folder, sha256.substring(0, 2), sha256.substring(2, 4), sha256 + ".dcm");
    }

    /** See {@link ObjectStore#prepare}. */
    Set<String> prepare(List<ObjectFile> objects) {
        return writing(() -> store.prepare(objects));
    }

    /** See {@link ObjectStore#put}. */
    void place(List<ObjectFile> objects) {
        writing(() -> {
            store.put(objects);
            return objects;
        });
    }

    /** Removes content that no row names. */
    void remove(Collection<String> sha256s) {
        List<String> paths = new ArrayList<>();
        for (String sha256 : sha256s) {
            paths.add(pathOf(sha256));
            paths.add(heldPathOf(sha256));
        }
        removeFiles(paths);
    }

    void removeFiles(Collection<String> paths) {
        writing(() -> {
            store.delete(paths);
            return paths;
        });
    }

    /**
     * A local file with the content.
     *
     * @throws UncheckedIOException when it is gone or damaged
     * @throws StoreException when the store does not answer
     */
    Path file(String path, String sha256, long sizeBytes) {
        return reading(() -> store.file(path, sha256, sizeBytes));
    }

    /** Reads the content, wherever it lies, to its end; fails as {@link #file} does. */
    boolean isWhole(String path, String sha256) {
        return reading(() -> store.sha256(path)).equals(sha256);
    }

    /** Bytes of held content; fails as {@link #file} does. */
    long size(String path) {
        return reading(() -> store.size(path)).orElse(0);
    }

    private <T> T writing(Action<T> action) {
        try {
            return action.run();
        } catch (InterruptedIOException e) {
            throw new IngestInterruptedException();
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    private static <T> T reading(Action<T> action) {
        try {
            return action.run();
        } catch (StoreAwayException e) {
            throw StoreException.onReading(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
