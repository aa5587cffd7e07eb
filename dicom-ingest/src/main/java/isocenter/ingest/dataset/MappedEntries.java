package isocenter.ingest.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Entries of one length that follow each other in a file, mapped in segments that end below 2 GiB. */
final class MappedEntries {
    private static final long LONGEST_SEGMENT = 1L << 30;

    private final ByteBuffer[] segments;
    private final int entryBytes;
    private final int perSegment;

    MappedEntries(FileChannel channel, long offset, long entryBytes, int count) throws IOException {
        this.entryBytes = Math.toIntExact(entryBytes);
        this.perSegment = (int) Math.max(1, LONGEST_SEGMENT / entryBytes);
        this.segments = new ByteBuffer[(count + perSegment - 1) / perSegment];
        for (int i = 0; i < segments.length; i++) {
            int first = i * perSegment;
            int entries = Math.min(perSegment, count - first);
            segments[i] = channel.map(FileChannel.MapMode.READ_ONLY, offset + first * entryBytes, entries * entryBytes);
        }
    }

    /** One entry, little endian. */
    ByteBuffer entry(int index) {
        return segments[index / perSegment]
                .slice(index % perSegment * entryBytes, entryBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
