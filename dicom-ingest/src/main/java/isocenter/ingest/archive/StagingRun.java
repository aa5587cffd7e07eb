package isocenter.ingest.archive;

import isocenter.audit.content.DurableFile;
import isocenter.audit.content.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run's folder of files on their way into the store, and the batches it has announced but not finished. */
final class StagingRun implements AutoCloseable {
    static final String LOCK = "run.lock";
    private static final String BATCH = ".batch";

    private final Path home;
    private final Path folder;
    private final FileChannel lock;
    private final Runnable onClose;

    StagingRun(Path home, Path folder, FileChannel lock, Runnable onClose) {
        this.home = home;
        this.folder = folder;
        this.lock = lock;
        this.onClose = onClose;
    }

    /** Writes an object's bytes. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Writes content under a temporary name and hashes it on the way; the store makes it durable. */
    StagedFile write(Content content) {
        Path file = folder.resolve(UUID.randomUUID() + ".tmp");
        MessageDigest digest = Sha256.digest();
        boolean complete = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new DigestOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), digest);
            content.writeTo(out);
            out.flush();
            complete = true;
            return new StagedFile(file, Sha256.hex(digest), channel.size());
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        } finally {
            if (!complete) {
                discard(file);
            }
        }
    }

    /** A name for an object that is too large to arrive in memory; whoever writes it deletes it. */
    Path spill() {
        return folder.resolve(UUID.randomUUID() + ".tmp");
    }

    StoreException onWriting(IOException cause) {
        return StoreException.onWriting(home, cause);
    }

    void discard(StagedFile file) {
        discard(file.temporary());
    }

    private void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    /**
     * Says, durably, which content is about to be put into the store. Should the process die between that and the
     * commit, the next run finds the announcement and removes what no row names.
     */
    Path announce(List<StagedFile> files) {
        Path note = folder.resolve(UUID.randomUUID() + BATCH);
        List<String> lines = files.stream().map(StagedFile::sha256).toList();
        try (FileChannel channel = FileChannel.open(note, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Channels.newOutputStream(channel).write(String.join("\n", lines).getBytes(StandardCharsets.US_ASCII));
            channel.force(true);
            DurableFile.forceFolder(folder);
            return note;
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    /** After the commit: the announcement has done its work. */
    void settle(Path announcement) {
        try {
            Files.deleteIfExists(announcement);
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    /** Brings to an end what this run announced and could not commit: the store is rid of what no row names. */
    void settleDoubts(Consumer<List<String>> orphans) {
        try {
            for (Path note : notes(folder)) {
                orphans.accept(hashesIn(List.of(note)));
                settle(note);
            }
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    /** Hashes that a dead run announced. */
    static List<String> announced(Path folder) throws IOException {
        return hashesIn(notes(folder));
    }

    private static List<String> hashesIn(List<Path> notes) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path note : notes) {
            for (String line : Files.readAllLines(note, StandardCharsets.US_ASCII)) {
                if (line.matches("[0-9a-f]{64}")) {
                    hashes.add(line);
                }
            }
        }
        return hashes;
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }

    /** Removes the folder, but for a batch whose commit is in doubt: the next run looks into that one. */
    @Override
    public void close() {
        try {
            if (notes(folder).isEmpty()) {
                delete(folder);
            }
            lock.close();
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        } finally {
            onClose.run();
        }
    }

    private static List<Path> notes(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(BATCH))
                    .toList();
        }
    }
}
