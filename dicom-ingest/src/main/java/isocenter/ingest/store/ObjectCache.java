package isocenter.ingest.store;

import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Local copies of objects that were read, the longest unused of which go when there are too many bytes of them. Several
 * processes may share the folder: the time of last use is the file's own. A copy is hashed once in each process, since a
 * power cut may leave one that was never written to its end.
 */
final class ObjectCache {
    /** Writes an object's bytes, checked, into a new file. */
    interface Fetch {
        void into(Path file) throws IOException;
    }

    private record Copy(Path file, long bytes, Instant used) {}

    private static final int STRIPES = 64;
    private static final Duration GRACE = Duration.ofMinutes(1);
    /** Other processes fill the folder too: after this part of the limit has come in, it is counted anew. */
    private static final int RECOUNTS = 16;

    private final Path folder;
    private final long limitBytes;
    private final Duration grace;
    private final Set<String> verified = ConcurrentHashMap.newKeySet();
    private final Object[] stripes = Stream.generate(Object::new).limit(STRIPES).toArray();
    private long uncounted;

    ObjectCache(Path folder, long limitBytes) {
        this(folder, limitBytes, GRACE);
    }

    /** @param grace how long a copy stays after its last use, whatever the limit */
    ObjectCache(Path folder, long limitBytes, Duration grace) {
        this.folder = folder;
        this.limitBytes = limitBytes;
        this.grace = grace;
        this.uncounted = limitBytes; // what earlier processes left is counted at the first chance
    }

    /** The copy of this content; fetched when there is none, or none that is whole. */
    Path file(String sha256, long sizeBytes, Fetch fetch) throws IOException {
        Path file = folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".dcm");
        synchronized (stripes[Math.floorMod(sha256.hashCode(), STRIPES)]) {
            while (!use(file, sha256, sizeBytes)) {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                Path part = file.resolveSibling(UUID.randomUUID() + ".part");
                try {
                    fetch.into(part);
                    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    Files.deleteIfExists(part);
                }
                verified.add(sha256);
                makeRoomFor(sizeBytes);
            }
        }
        return file;
    }

    /** @param name the hash and {@code .dcm} */
    void forget(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name.substring(0, 2)).resolve(name));
    }

    private boolean use(Path file, String sha256, long sizeBytes) throws IOException {
        try {
            if (Files.size(file) == sizeBytes && isWhole(file, sha256)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
                return true;
            }
        } catch (NoSuchFileException absent) {
            verified.remove(sha256);
        }
        return false;
    }

    private boolean isWhole(Path file, String sha256) throws IOException {
        if (verified.contains(sha256)) {
            return true;
        }
        try {
            return Sha256.hex(file).equals(sha256) && verified.add(sha256);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private synchronized void makeRoomFor(long bytes) throws IOException {
        uncounted += bytes;
        if (uncounted < limitBytes / RECOUNTS) {
            return;
        }
        uncounted = 0;
        List<Copy> copies = copies();
        long total = copies.stream().mapToLong(Copy::bytes).sum();
        Instant young = Instant.now().minus(grace);
        for (Copy copy : copies) {
            if (total <= limitBytes || copy.used().isAfter(young)) {
                return;
            }
            Files.deleteIfExists(copy.file());
            total -= copy.bytes();
        }
    }

    /** What lies in the folder, the longest unused first; also what a process left that died while it fetched. */
    private List<Copy> copies() throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                BasicFileAttributes found = attributes(file);
                if (found != null && found.isRegularFile()) {
                    copies.add(new Copy(
                            file, found.size(), found.lastModifiedTime().toInstant()));
                }
            }
        }
        copies.sort(Comparator.comparing(Copy::used));
        return copies;
    }

    private static @Nullable BasicFileAttributes attributes(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class);
        } catch (NoSuchFileException gone) {
            return null;
        }
    }
}
