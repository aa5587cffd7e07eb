package isocenter.ingest.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One object on its way in: the bytes of a Part 10 file, written as they come. Small ones stay in memory, as long as all
 * arrivals together have room there; others go to a file. What is not kept leaves nothing behind. For one thread.
 */
public final class Arrival extends OutputStream {
    private static final int STEP = 1 << 20;
    private static final int SMALL = 16 << 20;
    private static final Path NAME = Path.of("arrival");

    private final Reception reception;
    private final @Nullable String study;
    private final Deque<MemoryBudget.Lease> leases = new ArrayDeque<>();
    private byte[] memory = new byte[8192];
    private long size;
    private @Nullable Path file;
    private @Nullable OutputStream spilled;
    private boolean ended;

    /** @param study as in {@link Intake#begin(String)} */
    Arrival(Reception reception, @Nullable String study) {
        this.reception = reception;
        this.study = study;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Takes the next bytes.
     *
     * @throws ArrivalTooLargeException when the object is larger than any that is kept
     * @throws StoreException when the disk cannot take more
     */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (ended) {
            throw new IllegalStateException("This arrival has ended: begin another one");
        }
        if (size + length > Integer.MAX_VALUE) {
            throw new ArrivalTooLargeException();
        }
        OutputStream sink = sinkFor(length);
        if (sink == null) {
            if (size + length > memory.length) {
                memory = Arrays.copyOf(memory, (int) Math.min(SMALL, Math.max(size + length, 2L * memory.length)));
            }
            System.arraycopy(bytes, offset, memory, (int) size, length);
        } else {
            try {
                sink.write(bytes, offset, length);
            } catch (IOException e) {
                throw reception.onWriting(e);
            }
        }
        size += length;
    }

    /** Null while memory can take the next bytes. */
    private @Nullable OutputStream sinkFor(int length) {
        if (spilled != null || hasRoomFor(size + length)) {
            return spilled;
        }
        try {
            Path place = reception.spill();
            file = place;
            OutputStream out = Channels.newOutputStream(
                    FileChannel.open(place, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
            spilled = out;
            out.write(memory, 0, (int) size);
            forget();
            return out;
        } catch (IOException e) {
            throw reception.onWriting(e);
        }
    }

    private boolean hasRoomFor(long total) {
        while (total <= SMALL && leases.size() * (long) STEP < total) {
            if (!reception.lease(STEP).map(leases::add).orElse(false)) {
                return false;
            }
        }
        return total <= SMALL;
    }

    /** Bytes so far. */
    public long size() {
        return size;
    }

    /**
     * Ends the object and waits until what becomes of it is durable.
     *
     * @throws StoreException when the store or the database cannot take it; the sender still has it and may repeat
     */
    public IngestOutcome keep() {
        if (ended) {
            throw new IllegalStateException("This arrival has ended: begin another one");
        }
        ended = true;
        try (this) {
            OutputStream out = spilled;
            if (out != null) {
                out.close();
            }
            Path place = file;
            SourceBytes source = place == null
                    ? SourceBytes.arrived(NAME, Arrays.copyOf(memory, (int) size))
                    : SourceBytes.of(place, size);
            return reception.take(source, study);
        } catch (IOException e) {
            throw reception.onWriting(e);
        }
    }

    /** Forgets what was not kept. */
    @Override
    public void close() {
        ended = true;
        forget();
        try {
            if (spilled != null) {
                spilled.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void forget() {
        memory = new byte[0];
        leases.forEach(MemoryBudget.Lease::close);
        leases.clear();
    }
}
