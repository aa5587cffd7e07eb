package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.util.List;

/** Fragments one behind the other as bytes to be read from any place, none of them copied. */
final class FragmentInput {
    private final List<ByteBuffer> fragments;
    private final long length;
    private long position;

    FragmentInput(List<ByteBuffer> fragments) {
        this.fragments = fragments;
        this.length = fragments.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    long length() {
        return length;
    }

    long position() {
        return position;
    }

    void position(long position) {
        this.position = position;
    }

    /** Reads at most as many bytes as the target takes; −1 at the end. */
    int read(byte[] target, int most) {
        long start = 0;
        for (ByteBuffer fragment : fragments) {
            long inside = position - start;
            if (inside >= 0 && inside < fragment.remaining()) {
                int count = (int) Math.min(Math.min(most, target.length), fragment.remaining() - inside);
                fragment.get(fragment.position() + (int) inside, target, 0, count);
                position += count;
                return count;
            }
            start += fragment.remaining();
        }
        return -1;
    }
}
