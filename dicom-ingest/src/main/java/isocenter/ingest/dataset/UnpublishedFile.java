package isocenter.ingest.dataset;

import isocenter.audit.content.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** A large file while it is written under another name, from several threads and in any order; renamed when it is whole. */
final class UnpublishedFile implements AutoCloseable {
    private static final String TEMPORARY = ".tmp";

    private final Path file;
    private final Path temporary;
    private final FileChannel channel;

    /** The caller holds the lock on {@code file}: what earlier, interrupted writers left is removed. */
    UnpublishedFile(Path file) throws IOException {
        this.file = file;
        sweep();
        temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + TEMPORARY);
        channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private void sweep() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(file.getParent())) {
            left = files.filter(each -> {
                        String name = each.getFileName().toString();
                        return name.startsWith(file.getFileName().toString()) && name.endsWith(TEMPORARY);
                    })
                    .toList();
        }
        for (Path each : left) {
            Files.deleteIfExists(each);
        }
    }

    void write(ByteBuffer bytes, long position) throws IOException {
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }

    /** Makes the file appear, durably: forced, then renamed, then the folder forced. */
    void publish() throws IOException {
        channel.force(true);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.forceFolder(Objects.requireNonNull(file.getParent()));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(temporary);
    }
}
