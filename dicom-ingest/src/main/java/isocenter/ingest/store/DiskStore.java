package isocenter.ingest.store;

import isocenter.audit.content.DurableFile;
import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files below the data folder: forced where they were written, in the same file system, and moved here in one step. */
final class DiskStore implements ObjectStore {
    private static final int FORCED_AT_ONCE = 8;

    private final Path home;
    private final AtOnce disk = new AtOnce(FORCED_AT_ONCE);

    DiskStore(Path home) {
        this.home = home;
    }

    /** Forces the files to disk, many at once, for the file system then shares one journal commit among them. */
    @Override
    public Set<String> prepare(Collection<ObjectFile> objects) throws IOException {
        disk.forEach(objects, object -> force(object.file()));
        return Set.of();
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void put(Collection<ObjectFile> objects) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        for (ObjectFile object : objects) {
            Path target = home.resolve(object.key());
            if (Files.exists(target) && Files.size(target) == object.sizeBytes()) {
                Files.delete(object.file());
            } else {
                Path folder = Objects.requireNonNull(target.getParent());
                makeFolder(folder, changed);
                Files.move(object.file(), target, StandardCopyOption.ATOMIC_MOVE);
                changed.add(folder);
            }
        }
        for (Path folder : changed) {
            DurableFile.forceFolder(folder);
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

    /** The stored file itself; its bytes are not read here. */
    @Override
    public Path file(String key, String sha256, long sizeBytes) throws IOException {
        Path file = home.resolve(key);
        if (!Files.exists(file)) {
            throw missing(key);
        }
        return file;
    }

    @Override
    public String sha256(String key) throws IOException {
        try {
            return Sha256.hex(file(key, "", 0));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public OptionalLong size(String key) throws IOException {
        try {
            return OptionalLong.of(Files.size(home.resolve(key)));
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void delete(Collection<String> keys) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        for (String key : keys) {
            Path file = home.resolve(key);
            if (Files.deleteIfExists(file)) {
                changed.add(Objects.requireNonNull(file.getParent()));
            }
        }
        for (Path folder : changed) {
            DurableFile.forceFolder(folder);
        }
    }

    @Override
    public void list(String folder, Consumer<String> keys) throws IOException {
        Path root = home.resolve(folder);
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(Files::isRegularFile)
                        .forEach(file ->
                                keys.accept(home.relativize(file).toString().replace('\\', '/')));
            }
        }
    }

    /** A data folder that is not mounted holds no object either, but nothing is lost then. */
    private IOException missing(String key) {
        return Files.isDirectory(home)
                ? new MissingObjectException(key)
                : new StoreAwayException("The data folder isocenter.home is not there", null);
    }

    @Override
    public void close() {
        disk.close();
    }
}
