package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.BulkData;
import org.dcm4che3.data.Fragments;
import org.dcm4che3.data.Sequence;
import org.jspecify.annotations.Nullable;

/** Turns dcm4che's attributes into a data set; long values stay in the buffer that they were read from. */
final class AttributesReader {
    private final ByteBuffer buffer;
    private final boolean encapsulated;

    AttributesReader(ByteBuffer buffer, boolean encapsulated) {
        this.buffer = buffer;
        this.encapsulated = encapsulated;
    }

    /** Group lengths are left out, as dcm4che leaves most of them out; PS3.5 7.2 retired them. */
    DataSet dataSet(Attributes attributes, boolean fileMeta) {
        return dataSet(attributes, fileMeta, CharacterSet.DEFAULT);
    }

    private DataSet dataSet(Attributes attributes, boolean fileMeta, CharacterSet inherited) {
        DataSet dataSet = new DataSet(inherited);
        for (int tag : attributes.tags()) {
            if ((tag & 0xFFFF) == 0) {
                continue;
            }
            if (!fileMeta && (Tags.group(tag) == 0 || Tags.group(tag) == 2)) {
                throw new DicomFormatException("element " + Tags.format(tag) + " does not belong in a data set");
            }
            dataSet.put(element(attributes, tag, dataSet.characterSet()));
        }
        return dataSet;
    }

    private Element element(Attributes attributes, int tag, CharacterSet characterSet) {
        Vr vr = Vr.valueOf(attributes.getVR(tag).name());
        @Nullable Object value = attributes.getValue(tag);
        if (value instanceof Fragments fragments) {
            if (tag != Tags.PIXEL_DATA || !encapsulated) {
                throw new DicomFormatException("element " + Tags.format(tag) + " may not have undefined length");
            }
            return new Element(tag, Vr.OB, fragments(fragments));
        }
        if (vr == Vr.SQ) {
            List<DataSet> items = new ArrayList<>(1);
            if (value instanceof Sequence sequence) {
                sequence.forEach(item -> items.add(dataSet(item, false, characterSet)));
            }
            return Element.sequence(tag, items);
        }
        boolean bigEndian = attributes.bigEndian() && vr != Vr.UN; // PS3.5 6.2.2: UN is little endian
        if (value instanceof BulkData || value instanceof byte[]) {
            return new Element(tag, vr, new Value.Bytes(bytes(value, bigEndian)));
        }
        // what dcm4che itself needed, such as private creators, it has turned into text without padding
        byte @Nullable [] text = attributes.getSafeBytes(tag);
        byte[] even = padded(text == null ? new byte[0] : text, vr);
        return new Element(tag, vr, new Value.Bytes(bytes(even, bigEndian)));
    }

    private Value fragments(Fragments fragments) {
        List<ByteBuffer> buffers = new ArrayList<>(fragments.size());
        for (Object fragment : fragments) {
            buffers.add(bytes(fragment, false));
        }
        return new Value.Fragments(buffers.get(0), List.copyOf(buffers.subList(1, buffers.size())));
    }

    private ByteBuffer bytes(Object value, boolean bigEndian) {
        if (value instanceof BulkData place) {
            return buffer.slice((int) place.offset(), place.length())
                    .order(place.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
        byte[] copied = value instanceof byte[] present ? present : new byte[0];
        return ByteBuffer.wrap(copied).order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] padded(byte[] text, Vr vr) {
        if (text.length % 2 == 0) {
            return text;
        }
        byte[] even = Arrays.copyOf(text, text.length + 1);
        even[text.length] = vr.padding();
        return even;
    }
}
