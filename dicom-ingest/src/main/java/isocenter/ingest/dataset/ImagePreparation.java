package isocenter.ingest.dataset;

import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.prepared.PreparedImages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Brings every member into a cache file, on all cores: squares that ingest has left, and what it has not decoded. */
@ApplicationScoped
class ImagePreparation {
    private static final Logger LOG = Logger.getLogger(ImagePreparation.class);
    /** Up to here a file is checked whole before it is used, at roughly a second; beyond, image by image. */
    private static final long CHECKED_WHOLE = 1L << 30;

    private final StoredImages images;
    private final PreparedImages squares;
    private final Object onePerProcess = new Object();

    ImagePreparation(StoredImages images, PreparedImages squares) {
        this.images = images;
        this.squares = squares;
    }

    /** Opens the cache, making it when it is missing or damaged; a second process waits for the first. */
    ImageCache open(Path folder, String root, List<DatasetMember> members, int size, PreparationListener listener) {
        Path file = folder.resolve("images-" + root + "-" + size + "-p" + PreparedImage.VERSION);
        synchronized (onePerProcess) {
            try {
                Files.createDirectories(folder);
                // The lock's file stays: removing it would let two processes lock two files of one name.
                try (FileChannel lockFile = FileChannel.open(
                                file.resolveSibling(file.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                        FileLock lock = lockFile.lock()) {
                    if (!lock.isValid() || !usable(file, root, members, size)) {
                        prepare(file, root, members, size, listener);
                    }
                }
            } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                // An interrupt shows here, and not while waiting for the workers, when they had all just ended.
                throw interrupted();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the prepared images could not be written: check the data folder's space", e);
            }
        }
        return ImageCache.open(file, root, members, size);
    }

    private static boolean usable(Path file, String root, List<DatasetMember> members, int size) {
        if (!Files.exists(file)) {
            return false;
        }
        try (ImageCache cache = ImageCache.open(file, root, members, size)) {
            if (cache.payloadBytes() <= CHECKED_WHOLE) {
                cache.checkAll();
            }
            return true;
        } catch (ImageCacheDamaged e) {
            LOG.warnf("prepared images are made again: %s", e.getMessage());
            return false;
        }
    }

    private void prepare(Path file, String root, List<DatasetMember> members, int size, PreparationListener listener)
            throws IOException {
        List<StoredImages.Location> locations = images.locate(members);
        PixelBudget budget = new PixelBudget(Runtime.getRuntime().maxMemory());
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        Progress progress = new Progress(members.size(), listener);
        try (CacheWriter writer = new CacheWriter(file, root, members.size(), size)) {
            Run work = () -> {
                int index;
                while (!stop.get() && (index = next.getAndIncrement()) < members.size()) {
                    DatasetMember member = members.get(index);
                    Optional<byte[]> ready = squares.find(member.fileSha256(), size);
                    writer.write(
                            index,
                            ready.isPresent() ? ready.get() : decode(member, locations.get(index), size, budget));
                    progress.one();
                }
            };
            onAllCores(work, stop);
            writer.publish();
        }
    }

    private byte[] decode(DatasetMember member, StoredImages.Location location, int size, PixelBudget budget)
            throws InterruptedException {
        int acquired = budget.acquire(location.pixels());
        try {
            return PreparedImage.of(images.read(member, location.file()), size);
        } finally {
            budget.release(acquired);
        }
    }

    /** Work that may be interrupted or meet a full disk. */
    private interface Run {
        void run() throws IOException, InterruptedException;
    }

    /** Runs the work once on each core; the first failure stops all and is thrown. */
    private static void onAllCores(Run work, AtomicBoolean stop) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(cores);
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < cores; i++) {
                futures.add(pool.submit(() -> {
                    try {
                        work.run();
                        return null;
                    } finally {
                        // A worker ends when nothing is left or when it failed: either way the others may end too.
                        stop.set(true);
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof DatasetException known) {
                throw known;
            }
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            throw new IllegalStateException("an image could not be prepared", e.getCause());
        } finally {
            stop.set(true);
            pool.shutdownNow();
            awaitEnd(pool);
        }
    }

    private static CancellationException interrupted() {
        Thread.currentThread().interrupt();
        return new CancellationException("interrupted: the same command begins the preparation again");
    }

    /** No worker may write into the file after it was closed. */
    private static void awaitEnd(ExecutorService pool) {
        boolean interrupted = false;
        while (!pool.isTerminated()) {
            try {
                pool.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Progress {
        private final int total;
        private final PreparationListener listener;
        private int done;

        Progress(int total, PreparationListener listener) {
            this.total = total;
            this.listener = listener;
        }

        synchronized void one() {
            listener.onPrepared(++done, total);
        }
    }
}
