package isocenter.ingest.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps objects under keys that are made of the hash of their bytes, so that a key never stands for two contents. A key
 * is a path below the data folder or the store's prefix, parts separated by {@code /}.
 *
 * <p>An object is there complete or not at all, and durable once {@link #put} has returned. Failures are
 * {@link IOException}s: {@link MissingObjectException}, {@link DamagedObjectException}, {@link StoreAwayException} and
 * {@link StoreFullException} where one of these is what happened. Safe for use by many threads.
 */
public interface ObjectStore extends AutoCloseable {
    /** What every key begins with. */
    String FOLDER = "store/";

    /**
     * Does for objects that will be put what takes long, so that {@link #put} may be called under a lock. Every put is
     * preceded by this.
     *
     * @return keys under which the store holds these objects from now on, to be deleted when they are not put after all
     */
    Set<String> prepare(Collection<ObjectFile> objects) throws IOException;

    /**
     * Makes prepared objects visible and durable. An object that is there already stays. The files may be moved away;
     * those that are left are the caller's to delete.
     */
    void put(Collection<ObjectFile> objects) throws IOException;

    /**
     * A local file with the object's bytes, for reading only. It stays at least a minute under its name; who has it open
     * or mapped may go on for as long as it takes.
     *
     * @param sha256 lower-case hex; bytes that came over a network are checked against it
     */
    Path file(String key, String sha256, long sizeBytes) throws IOException;

    /** SHA-256, lower-case hex, of the bytes that the store holds now: always read anew and to the end. */
    String sha256(String key) throws IOException;

    /** Bytes of the object; empty when there is none. */
    OptionalLong size(String key) throws IOException;

    /** Removes objects for good, with local copies of them; those that are not there are no failure. */
    void delete(Collection<String> keys) throws IOException;

    /**
     * Gives every key in a folder and those below it, in no order.
     *
     * @param folder without a slash at its end, such as {@code store/held}
     */
    void list(String folder, Consumer<String> keys) throws IOException;

    @Override
    void close();

    /** The store in a data folder. */
    static ObjectStore onDisk(Path home) {
        return new DiskStore(home);
    }
}
