package isocenter.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a ZIP archive begins (APPNOTE 4.3.7, 4.3.16), unless it is DICOM behind a preamble that begins so (PS3.10 7.1). */
public final class ZipSignature {
    /** As many bytes of a file as are needed to tell. */
    public static final int BYTES = 132;

    private static final byte[] MEMBER = {'P', 'K', 3, 4};
    private static final byte[] EMPTY = {'P', 'K', 5, 6};
    private static final byte[] DICM = {'D', 'I', 'C', 'M'};

    private ZipSignature() {}

    /** False also for a file that cannot be read. */
    static boolean of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(BYTES));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** @param beginning the first bytes of a file, or all of them */
    public static boolean of(byte[] beginning) {
        return (at(beginning, 0, MEMBER) || at(beginning, 0, EMPTY)) && !at(beginning, BYTES - DICM.length, DICM);
    }

    private static boolean at(byte[] bytes, int place, byte[] wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (place + i >= bytes.length || bytes[place + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
