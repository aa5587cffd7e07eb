package isocenter.ingest.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Reads the small parts of a cache file that are kept on the heap. */
final class CachePages {
    private CachePages() {}

    /** @throws ImageCacheDamaged when the file ends before */
    static byte[] read(FileChannel channel, long position, int length, String name) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new ImageCacheDamaged("the prepared images have the wrong length", name);
            }
        }
        return buffer.array();
    }
}
