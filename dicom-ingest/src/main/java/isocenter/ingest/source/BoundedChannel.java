package isocenter.ingest.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A file to read from: at first in small pieces out of a buffer and no more than so many bytes, later straight and
 * without bound.
 */
final class BoundedChannel implements SeekableByteChannel {
    private final FileChannel file;
    private final ByteBuffer ahead = ByteBuffer.allocate(1 << 16).limit(0);
    private final long bound;
    private boolean bounded = true;
    private long aheadFrom;
    private long position;
    private long used;

    BoundedChannel(FileChannel file, long bound) {
        this.file = file;
        this.bound = bound;
    }

    /** Lifts the bound; returns how much was read under it. */
    long unbound() {
        bounded = false;
        return used;
    }

    boolean exhausted() {
        return bounded && used >= bound;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (exhausted()) {
            throw new IOException("the bound of a channel is reached");
        }
        int read = bounded ? buffered(target) : file.read(target, position);
        if (read > 0) {
            position += read;
            used += read;
        }
        return read;
    }

    private int buffered(ByteBuffer target) throws IOException {
        if (position < aheadFrom || position >= aheadFrom + ahead.limit()) {
            aheadFrom = position;
            ahead.clear();
            file.read(ahead, position);
            ahead.flip();
            if (!ahead.hasRemaining()) {
                return -1;
            }
        }
        int from = (int) (position - aheadFrom);
        int length = Math.min(target.remaining(), ahead.limit() - from);
        target.put(ahead.array(), from, length);
        return length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        if (wanted < 0) {
            throw new IllegalArgumentException("a negative position");
        }
        position = wanted;
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
