package isocenter.ingest.bulk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The folders of an inbox. A file is claimed by renaming it into {@code .taking}: there nobody replaces it while it is
 * read, and what a process that died has left there is exactly what it had not finished.
 */
final class InboxFolder implements AutoCloseable {
    private final Path root;
    private final FileChannel lock;

    private InboxFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    static InboxFolder open(Path folder, Path home) {
        try {
            Path root = folder.toRealPath();
            Path own = Files.exists(home) ? home.toRealPath() : home.toAbsolutePath();
            if (!Files.isDirectory(root)) {
                throw new InboxException("%s is not a folder.".formatted(folder));
            }
            if (root.startsWith(own) || own.startsWith(root)) {
                throw new InboxException(
                        "The inbox %s and the data folder lie in each other. Choose another folder.".formatted(folder));
            }
            Files.createDirectories(root.resolve(".taking"));
            FileChannel lock =
                    FileChannel.open(root.resolve(".inbox.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new InboxException("Another process watches the inbox %s already.".formatted(folder));
            }
            return new InboxFolder(root, lock);
        } catch (IOException e) {
            throw new InboxException(
                    "The inbox %s cannot be used (%s). It must be a folder in which this user may create, rename and delete."
                            .formatted(folder, e.getClass().getSimpleName()));
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    Path root() {
        return root;
    }

    /** What is being taken. */
    Path taking() {
        return root.resolve(".taking");
    }

    /** Every file that is being taken, as it is now. */
    Map<Path, FileStamp> claimed() throws IOException {
        Map<Path, FileStamp> claimed = new HashMap<>();
        try (Stream<Path> files = Files.walk(taking())) {
            for (Path file : files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList()) {
                claimed.put(file, FileStamp.of(file));
            }
        }
        return claimed;
    }

    /** Brings a file into {@link #taking}, unless it is gone or has to wait for one of its name that is there. */
    void claim(Path file) throws IOException {
        Path claimed = taking().resolve(root.relativize(file));
        if (!Files.exists(claimed, LinkOption.NOFOLLOW_LINKS)) {
            try {
                move(file, claimed);
            } catch (NoSuchFileException gone) {
                removeEmptyFolders(claimed);
            }
        }
    }

    /** Gives a claimed file back to the inbox; it stays claimed while another has its name. */
    void giveBack(Path claimed) throws IOException {
        Path place = root.resolve(taking().relativize(claimed));
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            move(claimed, place);
            removeEmptyFolders(claimed);
        }
    }

    void delete(Path claimed) throws IOException {
        Files.delete(claimed);
        removeEmptyFolders(claimed);
    }

    void done(Path claimed) throws IOException {
        move(claimed, free(root.resolve(".done").resolve(taking().relativize(claimed))));
        removeEmptyFolders(claimed);
    }

    /** The text is there before the file, so that no refused file is ever without it. */
    void refuse(Path claimed, List<String> reasons) throws IOException {
        Path place = free(root.resolve(".refused").resolve(taking().relativize(claimed)));
        Files.createDirectories(parent(place));
        Files.write(place.resolveSibling(place.getFileName() + ".reason.txt"), reasons);
        move(claimed, place);
        removeEmptyFolders(claimed);
    }

    private static Path free(Path wanted) {
        Path place = wanted;
        for (int i = 2; Files.exists(place, LinkOption.NOFOLLOW_LINKS); i++) {
            place = wanted.resolveSibling(wanted.getFileName() + "." + i);
        }
        return place;
    }

    private static void move(Path from, Path to) throws IOException {
        Files.createDirectories(parent(to));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeEmptyFolders(Path claimed) throws IOException {
        for (Path folder = parent(claimed); !folder.equals(taking()); folder = parent(folder)) {
            String[] children = folder.toFile().list();
            if (children == null || children.length > 0) {
                return;
            }
            Files.delete(folder);
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
