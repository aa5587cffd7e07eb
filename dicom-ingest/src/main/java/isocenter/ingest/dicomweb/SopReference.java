package isocenter.ingest.dicomweb;

import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.Part10Parser;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Class and instance UID as an object's sender knows them, for the answer to that sender alone; empty where the object
 * does not say them at its beginning.
 */
record SopReference(String sopClass, String instance) {
    static final SopReference NONE = new SopReference("", "");

    /** Hands an object's bytes on and looks at the first of them. */
    static final class Reader extends OutputStream {
        private static final int HEAD = 4096;

        private final OutputStream next;
        private final byte[] head = new byte[HEAD];
        private int filled;

        Reader(OutputStream next) {
            this.next = next;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int count = Math.min(length, HEAD - filled);
            System.arraycopy(bytes, offset, head, filled, count);
            filled += count;
            next.write(bytes, offset, length);
        }

        SopReference reference() {
            try {
                Optional<Part10Parser.MediaStorage> found = Part10Parser.mediaStorage(Arrays.copyOf(head, filled));
                return found.map(media -> new SopReference(media.sopClass(), media.instance()))
                        .orElse(NONE);
            } catch (DicomFormatException e) {
                return NONE;
            }
        }
    }
}
