package isocenter.ingest.dicom;

import java.io.InputStream;
import java.nio.ByteBuffer;

/** A buffer as the stream that dcm4che reads; dcm4che goes back in it where it guesses. */
final class BufferInput extends InputStream {
    private final ByteBuffer buffer;

    BufferInput(ByteBuffer buffer) {
        this.buffer = buffer.duplicate().mark();
    }

    @Override
    public int read() {
        return buffer.hasRemaining() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (length > 0 && !buffer.hasRemaining()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, from, count);
        return count;
    }

    @Override
    public long skip(long length) {
        int count = (int) Math.max(0, Math.min(length, buffer.remaining()));
        buffer.position(buffer.position() + count);
        return count;
    }

    @Override
    public int available() {
        return buffer.remaining();
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int limit) {
        buffer.mark();
    }

    @Override
    public synchronized void reset() {
        buffer.reset();
    }
}
