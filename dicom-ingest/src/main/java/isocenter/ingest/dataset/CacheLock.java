package isocenter.ingest.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.CancellationException;

/** Lets one process, and in it one thread, at a time make a file of the cache; the others wait and find it made. */
final class CacheLock {
    private static final Object ONE_PER_PROCESS = new Object();

    /** Work that may meet a full disk. */
    interface Work {
        void run() throws IOException;
    }

    private CacheLock() {}

    /** @throws CancellationException when the calling thread is interrupted; it stays so */
    static void holding(Path file, Work work) {
        synchronized (ONE_PER_PROCESS) {
            try {
                Files.createDirectories(Objects.requireNonNull(file.getParent()));
                // The lock's file stays: removing it would let two processes lock two files of one name.
                try (FileChannel lockFile = FileChannel.open(
                                file.resolveSibling(file.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        FileLock lock = lockFile.lock()) {
                    if (lock.isValid()) {
                        work.run();
                    }
                }
            } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                // An interrupt shows here, and not while waiting for the workers, when they had all just ended.
                throw AllCores.interrupted();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the prepared images could not be written: check the data folder's space", e);
            }
        }
    }
}
