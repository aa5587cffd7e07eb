package isocenter.ingest.bulk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Tells which files of a folder have stopped changing, by this process's own clock: those of file servers and senders may
 * be wrong. Links and names that begin with a dot are passed by. Watches the first ten thousand files at a time.
 */
final class Settling {
    private static final Logger LOG = Logger.getLogger(Settling.class);
    private static final int AT_ONCE = 10_000;

    private record Seen(FileStamp stamp, long since) {}

    private final Path root;
    private final long settleNanos;
    private final LongSupplier clock;
    private Map<Path, Seen> seen = new HashMap<>();
    private boolean complained;

    /** @param clock nanoseconds from any origin, never backwards */
    Settling(Path root, Duration settle, LongSupplier clock) {
        this.root = root;
        this.settleNanos = settle.toNanos();
        this.clock = clock;
    }

    /**
     * Looks at the folder once.
     *
     * @param folders is given every folder that was looked into
     * @return the files that have stood still long enough, no more than this many
     */
    List<Path> settled(int most, Consumer<Path> folders) throws IOException {
        long now = clock.getAsLong();
        Map<Path, Seen> current = new HashMap<>();
        List<Path> settled = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                if (!folder.equals(root) && isHidden(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folders.accept(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    Seen earlier = seen.get(file);
                    FileStamp stamp = FileStamp.of(attributes);
                    Seen latest = earlier != null && earlier.stamp.equals(stamp) ? earlier : new Seen(stamp, now);
                    current.put(file, latest);
                    if (now - latest.since >= settleNanos && settled.size() < most) {
                        settled.add(file);
                    }
                }
                return current.size() < AT_ONCE ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (file.equals(root)) {
                    throw gone;
                }
                if (gone instanceof AccessDeniedException && !complained) {
                    complained = true;
                    LOG.warn("A folder or file in the inbox may not be read; it stays where it is");
                }
                return FileVisitResult.CONTINUE;
            }
        });
        seen = current;
        return settled;
    }

    /** Whether the last look found files that still have to stand still for a while. */
    boolean unsettled() {
        return !seen.isEmpty();
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
