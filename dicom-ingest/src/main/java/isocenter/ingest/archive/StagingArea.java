package isocenter.ingest.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folder {@code store/incoming}, where each run writes in a folder of its own. A run holds a lock on its folder;
 * the operating system drops the lock when the process dies, however it dies, so a folder that can be locked is a
 * leftover.
 */
final class StagingArea {
    /** Folders of runs in this process: opening their lock files here would drop the locks (POSIX fcntl). */
    private static final Set<Path> LIVE = ConcurrentHashMap.newKeySet();

    private final Path home;
    private final Path incoming;

    StagingArea(Path home) {
        this.home = home;
        this.incoming = home.toAbsolutePath().normalize().resolve("store/incoming");
    }

    /**
     * Clears what dead runs left and opens a folder for a new one.
     *
     * @param orphans is given the hashes of content that a dead run may have moved into the store without a row
     */
    StagingRun open(Consumer<List<String>> orphans) {
        synchronized (LIVE) {
            try {
                Files.createDirectories(incoming);
                try (FileChannel gate = openLockFile(incoming.resolve("gate.lock"));
                        FileLock held = gate.lock()) {
                    sweep(orphans);
                    return begin(held);
                }
            } catch (IOException e) {
                throw StoreException.onWriting(home, e);
            }
        }
    }

    private StagingRun begin(FileLock gate) throws IOException {
        if (!gate.isValid()) {
            throw new IOException("the staging folder's lock was lost");
        }
        Path folder = incoming.resolve(UUID.randomUUID().toString());
        Files.createDirectory(folder);
        FileChannel lock = openLockFile(folder.resolve(StagingRun.LOCK));
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException("a new staging folder is locked by another process");
        }
        LIVE.add(folder);
        return new StagingRun(home, folder, lock, () -> LIVE.remove(folder));
    }

    private void sweep(Consumer<List<String>> orphans) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> children = Files.list(incoming)) {
            children.filter(Files::isDirectory)
                    .filter(child -> !LIVE.contains(child))
                    .forEach(folders::add);
        }
        for (Path folder : folders) {
            try (FileChannel channel = openLockFile(folder.resolve(StagingRun.LOCK));
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    orphans.accept(StagingRun.announced(folder));
                    StagingRun.delete(folder);
                }
            }
        }
    }

    private static FileChannel openLockFile(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
}
