package isocenter.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.BulkData;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.ItemPointer;
import org.dcm4che3.data.Sequence;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.BulkDataCreator;
import org.dcm4che3.io.BulkDataDescriptor;
import org.dcm4che3.io.DicomInputHandler;
import org.dcm4che3.io.DicomInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Watches dcm4che read one data set: no value leaves what encloses it, nothing is guessed at or given twice, and the
 * limits of a hostile file hold. Long values are not read at all; their place in the buffer is kept.
 */
final class BoundedReading implements DicomInputHandler, BulkDataCreator, BulkDataDescriptor {
    /** Shorter values dcm4che copies. */
    private static final long COPIED_BELOW = 4096;
    /** A place in the buffer and not an address: nothing can open it. */
    private static final String PLACE = "buffer";

    private static final int DELIMITER = 8;

    private final ByteBuffer buffer;
    private final ReadLimits limits;
    private final Deque<Long> ends = new ArrayDeque<>();
    private int elements;
    private int depth;
    /** Where the next element, item or delimiter must be; −1 before the first. */
    private long next = -1;
    /** True while a value is read whose VR the file does not know; it is little endian (PS3.5 6.2.2). */
    private boolean unknown;

    BoundedReading(ByteBuffer buffer, ReadLimits limits) {
        this.buffer = buffer;
        this.limits = limits;
        ends.push((long) buffer.limit());
    }

    /** Makes a stream over the buffer's beginning read through this. */
    DicomInputStream watch(DicomInputStream in) {
        in.setDicomInputHandler(this);
        in.setBulkDataCreator(this);
        in.setBulkDataDescriptor(this);
        in.setIncludeBulkData(DicomInputStream.IncludeBulkData.URI);
        return in;
    }

    @Override
    public void readValue(DicomInputStream in, Attributes attributes) throws IOException {
        int tag = in.tag();
        VR vr = in.vr();
        count();
        unknown = writtenAsUn(in, tag);
        long end = valueEnd(in);
        @Nullable Object earlier = attributes.getValue(tag);
        begin(in);
        if (vr == VR.SQ || in.unsignedLength() == -1) {
            nested(in, end, () -> in.readValue(in, attributes));
        } else {
            in.readValue(in, attributes);
            next = in.getPosition();
        }
        @Nullable Object value = attributes.getValue(tag);
        if (unknown && in.bigEndian() && value instanceof byte[] bytes) {
            vr.toggleEndian(bytes, false);
        }
        if (earlier != null && !Objects.deepEquals(earlier, value)) {
            throw new DicomFormatException("element " + Tags.format(tag) + " appears twice with different values");
        }
    }

    @Override
    public void readValue(DicomInputStream in, Sequence sequence) throws IOException {
        count();
        begin(in);
        nested(in, valueEnd(in), () -> in.readValue(in, sequence));
    }

    @Override
    public void readValue(DicomInputStream in, Fragments fragments) throws IOException {
        count();
        if (in.unsignedLength() == -1) {
            throw new DicomFormatException("encapsulated pixel data has a fragment that is damaged or cut off");
        }
        valueEnd(in);
        begin(in);
        in.readValue(in, fragments);
        next = in.getPosition();
    }

    @Override
    public BulkData createBulkData(DicomInputStream in) throws IOException {
        BulkData place = new BulkData(PLACE, in.getPosition(), in.unsignedLength(), in.bigEndian() && !unknown);
        in.skipFully(in.unsignedLength());
        return place;
    }

    @Override
    public boolean isBulkData(
            List<ItemPointer> path, @Nullable String privateCreator, int tag, VR vr, int length) {
        return Integer.toUnsignedLong(length) >= COPIED_BELOW;
    }

    @Override
    public void startDataset(DicomInputStream in) {}

    @Override
    public void endDataset(DicomInputStream in) {
        requireNothingLeftOut(in.getPosition());
    }

    private interface Reading {
        void read() throws IOException;
    }

    private void nested(DicomInputStream in, long end, Reading reading) throws IOException {
        if (++depth > 2 * limits.depth()) { // a sequence and its item
            throw new DicomFormatException("sequences are nested deeper than " + limits.depth());
        }
        int delimiter = in.unsignedLength() == -1 ? DELIMITER : 0;
        ends.push(end);
        reading.read();
        ends.pop();
        depth--;
        requireNothingLeftOut(in.getPosition() - delimiter);
        next = in.getPosition();
    }

    private void begin(DicomInputStream in) {
        requireNothingLeftOut(in.getTagPosition());
        next = in.getPosition();
    }

    /** dcm4che passes over what stands where it should not, and goes back to read what it did not understand. */
    private void requireNothingLeftOut(long position) {
        if (next >= 0 && position != next) {
            throw new DicomFormatException("a sequence or item is not closed, or something else stands there at byte "
                    + next);
        }
    }

    /** Where the value ends; for an undefined length, where it must have ended. */
    private long valueEnd(DicomInputStream in) {
        long enclosing = Objects.requireNonNull(ends.peek());
        long length = in.unsignedLength();
        if (length > enclosing - in.getPosition()) {
            throw new DicomFormatException("element " + Tags.format(in.tag()) + " claims " + length + " bytes where "
                    + (enclosing - in.getPosition()) + " are left");
        }
        return length == -1 ? enclosing : in.getPosition() + length;
    }

    /** True where the file says UN, whatever dcm4che took it for; refuses what is no VR. */
    private boolean writtenAsUn(DicomInputStream in, int tag) {
        if (!in.explicitVR()) {
            return false;
        }
        int at = (int) in.getTagPosition() + 4;
        @Nullable Vr written = Vr.of(buffer.get(at), buffer.get(at + 1));
        if (written == null) {
            throw new DicomFormatException("element " + Tags.format(tag)
                    + " has no valid VR; the bytes may not be in the declared transfer syntax");
        }
        return written == Vr.UN;
    }

    private void count() {
        if (++elements > limits.elements()) {
            throw new DicomFormatException("the object has more than " + limits.elements() + " elements and items");
        }
    }
}
