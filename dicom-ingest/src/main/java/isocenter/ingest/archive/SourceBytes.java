package isocenter.ingest.archive;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.source.ArchiveException;
import isocenter.ingest.source.ArchiveMember;
import isocenter.ingest.source.ZipSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file as it came: read once into memory when small, hashed in passing and mapped by the parser when large. A member of
 * an archive is unpacked into memory when small; a large one has to lie in a file already.
 */
final class SourceBytes {
    private static final long SMALL = 48L << 20;
    private static final int CHUNK = 1 << 16;

    private final Path name;
    private final Path file;
    private final long size;
    private final @Nullable ArchiveMember packed;
    private byte @Nullable [] bytes;
    private String sha256 = "";

    private SourceBytes(Path name, Path file, long size, @Nullable ArchiveMember packed) {
        this.name = name;
        this.file = file;
        this.size = size;
        this.packed = packed;
    }

    static SourceBytes of(Path file, long size) {
        return new SourceBytes(file, file, size, null);
    }

    static boolean isSmall(ArchiveMember member) {
        return member.size() <= SMALL;
    }

    static SourceBytes packed(ArchiveMember member) {
        return new SourceBytes(member.path(), member.path(), member.size(), member);
    }

    static SourceBytes unpacked(ArchiveMember member, Path file) {
        return new SourceBytes(member.path(), file, member.size(), member);
    }

    /** An object that arrived and lies in memory already; the array is not copied. */
    static SourceBytes arrived(Path name, byte[] content) {
        SourceBytes source = new SourceBytes(name, name, content.length, null);
        source.bytes = content;
        return source;
    }

    /** What {@link #read} will take of the heap. */
    long heapBytes() {
        return size > SMALL || bytes != null ? CHUNK : size;
    }

    /** @throws ArchiveException when a member cannot be unpacked */
    void read() throws IOException, ArchiveException {
        if (size <= SMALL) {
            byte[] present = bytes;
            byte[] all = present == null ? packed == null ? Files.readAllBytes(file) : packed.read() : present;
            bytes = all;
            sha256 = Sha256.hex(all);
            return;
        }
        sha256 = Sha256.hex(file);
    }

    DicomObject parse(DicomParser parser) {
        byte[] small = bytes;
        if (packed != null && ZipSignature.of(small == null ? beginning() : small)) {
            throw new DicomFormatException("a ZIP archive inside a ZIP archive is not opened; unpack the outer one");
        }
        return small == null ? parser.parse(file) : parser.parse(small);
    }

    private byte[] beginning() {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ZipSignature.BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it is known by: its own path, or its archive's and its number there. */
    Path name() {
        return name;
    }

    long size() {
        return size;
    }

    String sha256() {
        return sha256;
    }
}
