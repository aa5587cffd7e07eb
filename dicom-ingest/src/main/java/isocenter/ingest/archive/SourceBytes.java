package isocenter.ingest.archive;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file as it came: read once into memory when small, hashed in passing and mapped by the parser when large. */
final class SourceBytes {
    private static final long SMALL = 48L << 20;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final long size;
    private byte @Nullable [] bytes;
    private String sha256 = "";

    private SourceBytes(Path file, long size) {
        this.file = file;
        this.size = size;
    }

    static SourceBytes of(Path file, long size) {
        return new SourceBytes(file, size);
    }

    /** An object that arrived and lies in memory already; the array is not copied. */
    static SourceBytes arrived(Path name, byte[] content) {
        SourceBytes source = new SourceBytes(name, content.length);
        source.bytes = content;
        return source;
    }

    /** What {@link #read} will take of the heap. */
    long heapBytes() {
        return size > SMALL || bytes != null ? CHUNK : size;
    }

    void read() throws IOException {
        if (size <= SMALL) {
            byte[] present = bytes;
            byte[] all = present == null ? Files.readAllBytes(file) : present;
            bytes = all;
            sha256 = Sha256.hex(all);
            return;
        }
        sha256 = Sha256.hex(file);
    }

    DicomObject parse(DicomParser parser) {
        byte[] small = bytes;
        return small == null ? parser.parse(file) : parser.parse(small);
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }
}
