package isocenter.ingest.archive;

import isocenter.audit.content.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Files named by the SHA-256 of their bytes, under {@code store/objects/ab/cd/}. A file appears there complete or not
 * at all: it is written and forced elsewhere in the same file system, and moved here in one step.
 */
final class ObjectStore {
    private static final String OBJECTS = "store/objects";
    private static final String HELD = "store/held";

    private final Path home;

    ObjectStore(Path home) {
        this.home = home;
    }

    /** Where content of this hash lives, relative to the data folder. */
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

    /** Moves written content to its place and makes the moves durable. Content that is there already stays. */
    void place(Collection<Placement> placements) {
        Set<Path> changed = new LinkedHashSet<>();
        try {
            for (Placement placement : placements) {
                StagedFile file = placement.file();
                Path target = home.resolve(placement.path());
                if (Files.exists(target) && Files.size(target) == file.sizeBytes()) {
                    Files.delete(file.temporary());
                } else {
                    Path folder = Objects.requireNonNull(target.getParent());
                    makeFolder(folder, changed);
                    Files.move(file.temporary(), target, StandardCopyOption.ATOMIC_MOVE);
                    changed.add(folder);
                }
            }
            for (Path folder : changed) {
                DurableFile.forceFolder(folder);
            }
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    /** Removes content that no row names. */
    void remove(Collection<String> sha256s) {
        for (String sha256 : sha256s) {
            removeFiles(List.of(pathOf(sha256), heldPathOf(sha256)));
        }
    }

    /** @param paths relative to the data folder */
    void removeFiles(Collection<String> paths) {
        try {
            for (String path : paths) {
                Files.deleteIfExists(home.resolve(path));
            }
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    private static void makeFolder(Path folder, Set<Path> changed) throws IOException {
        if (!Files.isDirectory(folder)) {
            Path parent = Objects.requireNonNull(folder.getParent());
            makeFolder(parent, changed);
            Files.createDirectories(folder);
            changed.add(parent);
        }
    }
}
