package isocenter.ingest.source;

import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.jspecify.annotations.Nullable;

/**
 * What an archive may cost at most. Sizes are those that its list states: reading stops at the first byte beyond them, so
 * that a list which lies gains nothing.
 */
final class ZipLimits {
    /** A list takes 7 to 14 times its bytes on the heap: 8 MiB, or some 100,000 members, are accepted at 1 GiB. */
    static final int LIST_BYTES =
            (int) Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 128);
    /** Looking for the list costs up to 64 KiB, byte by byte. */
    static final int OPENING_BYTES = LIST_BYTES + (1 << 20);

    /** Blank slices shrink to a thousandth: members up to this size may be of any ratio. */
    private static final long FREE = 16L << 20;
    /** All members of an archive may grow to this, however small it is. */
    private static final long FREE_TOTAL = 64L << 20;

    private static final int RATIO = 100;
    /** Others need memory that the archive chooses. */
    private static final Set<Integer> METHODS =
            Set.of(ZipEntry.STORED, ZipEntry.DEFLATED, ZipMethod.ENHANCED_DEFLATED.getCode());

    private ZipLimits() {}

    /** Why a member cannot be read; null when it can be tried. */
    static @Nullable String unfit(ZipArchiveEntry entry) {
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            return "the archive's member is encrypted; unpack it with its password";
        }
        if (!METHODS.contains(entry.getMethod())) {
            return "the archive's member is packed by a method that is not read; pack it by deflate";
        }
        if (entry.getSize() < 0 || entry.getCompressedSize() < 0) {
            return "the archive states no size for its member";
        }
        if (entry.getSize() > Integer.MAX_VALUE) {
            return "the archive's member is larger than 2 GiB";
        }
        return entry.getSize() > FREE && entry.getSize() / RATIO > entry.getCompressedSize()
                ? "the archive's member unpacks to more than 100 times its packed size; unpack it if it is sound"
                : null;
    }

    /**
     * How many members can be tried.
     *
     * @throws ArchiveException when the archive as a whole is not to be read
     */
    static long readable(List<ZipArchiveEntry> entries, long archiveBytes) throws ArchiveException {
        long packed = 0;
        long unpacked = 0;
        long readable = 0;
        boolean empty = true;
        for (ZipArchiveEntry entry : entries) {
            empty &= entry.isDirectory();
            if (!entry.isDirectory() && !entry.isUnixSymlink() && unfit(entry) == null) {
                packed = saturated(packed, entry.getCompressedSize());
                unpacked = saturated(unpacked, entry.getSize());
                readable++;
            }
        }
        if (empty) {
            throw new ArchiveException("the ZIP archive holds no files");
        }
        if (packed > archiveBytes) {
            throw new ArchiveException(
                    "the ZIP archive's members are together longer than the archive: it is cut off, or a bomb");
        }
        if (unpacked > FREE_TOTAL && unpacked / RATIO > archiveBytes) {
            throw new ArchiveException(
                    "the ZIP archive unpacks to more than 100 times its size; unpack it if it is sound");
        }
        return readable;
    }

    private static long saturated(long sum, long more) {
        return sum + more < sum ? Long.MAX_VALUE : sum + more;
    }
}
