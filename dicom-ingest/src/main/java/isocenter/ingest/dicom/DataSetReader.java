package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a data set (PS3.5 section 7) from a buffer, by absolute positions so that no length can lead
 * outside what encloses it. One reader serves one object: it counts elements across all levels.
 */
final class DataSetReader {
    private static final int UNDEFINED = -1;

    private final ByteBuffer buffer;
    private final ReadLimits limits;
    private final boolean encapsulated;
    private int elements;
    private int position;

    DataSetReader(ByteBuffer buffer, ReadLimits limits, boolean encapsulated) {
        this.buffer = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
        this.encapsulated = encapsulated;
    }

    /** Where reading stopped. */
    int position() {
        return position;
    }

    /**
     * Reads the file meta information: explicit little endian elements for as long as they are of group 0002. The group
     * length is not believed.
     */
    DataSet fileMeta(int start) {
        DataSet meta = new DataSet();
        position = start;
        while (position + 8 <= buffer.limit() && buffer.getShort(position) == 2) {
            put(meta, element(new Encoding(true, ByteOrder.LITTLE_ENDIAN), buffer.limit(), 0, CharacterSet.DEFAULT));
        }
        return meta;
    }

    /** Reads a whole data set from a position to the end of the buffer. */
    DataSet dataSet(int start, Encoding encoding) {
        position = start;
        DataSet dataSet = new DataSet();
        readElements(dataSet, encoding, buffer.limit(), 0, false);
        return dataSet;
    }

    /** Reads the first elements, up to a tag, or to where the bytes are cut off or damaged. */
    DataSet head(Encoding encoding, int last) {
        DataSet head = new DataSet();
        position = 0;
        try {
            while (buffer.limit() - position >= 8
                    && Integer.compareUnsigned(encoding.tag(buffer, position), last) <= 0) {
                put(head, element(encoding, buffer.limit(), 0, head.characterSet()));
            }
        } catch (DicomFormatException cutOff) {
            return head;
        }
        return head;
    }

    /** Reads until the end, or where an item of undefined length is read, until its delimiter. */
    private void readElements(DataSet dataSet, Encoding encoding, int end, int depth, boolean delimited) {
        while (position < end) {
            if (end - position < 8) {
                requirePadding(end, depth);
                return;
            }
            int tag = encoding.tag(buffer, position);
            if (tag == Tags.ITEM_DELIMITATION_ITEM && delimited) {
                position += 8;
                return;
            }
            if (Tags.group(tag) == 0xFFFE) {
                throw new DicomFormatException(
                        "a sequence delimiter stands where an element should, at byte " + position);
            }
            if (tag == 0 && depth == 0) {
                requirePadding(end, depth);
                return;
            }
            if (Tags.group(tag) == 0 || Tags.group(tag) == 2) {
                throw new DicomFormatException("element " + Tags.format(tag) + " does not belong in a data set");
            }
            put(dataSet, element(encoding, end, depth, dataSet.characterSet()));
        }
        if (delimited) {
            throw new DicomFormatException("an item of undefined length is not closed");
        }
    }

    private void requirePadding(int end, int depth) {
        for (int at = position; at < end; at++) {
            if (depth > 0 || buffer.get(at) != 0) {
                throw new DicomFormatException((end - position) + " bytes after the last element are not an element");
            }
        }
        position = end;
    }

    private static void put(DataSet dataSet, Element element) {
        Optional<Element> earlier = dataSet.get(element.tag());
        if (earlier.isPresent() && !earlier.get().bytes().equals(element.bytes())) {
            throw new DicomFormatException(
                    "element " + Tags.format(element.tag()) + " appears twice with different values");
        }
        dataSet.put(element);
    }

    private Element element(Encoding encoding, int end, int depth, CharacterSet characterSet) {
        count();
        int tag = encoding.tag(buffer, position);
        buffer.order(encoding.order());
        Vr vr;
        int length;
        if (encoding.explicit()) {
            @Nullable Vr written = Vr.of(buffer.get(position + 4), buffer.get(position + 5));
            if (written == null) {
                throw new DicomFormatException("element " + Tags.format(tag)
                        + " has no valid VR; the bytes may not be in the declared transfer syntax");
            }
            vr = written;
            if (vr.hasLongLength()) {
                require(position + 12L <= end, "the header of element %s is cut off", tag);
                length = buffer.getInt(position + 8);
                position += 12;
            } else {
                length = Short.toUnsignedInt(buffer.getShort(position + 6));
                position += 8;
            }
        } else {
            vr = DataDictionary.vr(tag).orElse(Vr.UN);
            length = buffer.getInt(position + 4);
            position += 8;
        }
        return length == UNDEFINED
                ? undefinedLength(tag, vr, encoding, end, depth, characterSet)
                : definedLength(tag, vr, encoding, length, end, depth, characterSet);
    }

    private Element undefinedLength(int tag, Vr vr, Encoding encoding, int end, int depth, CharacterSet characterSet) {
        if (vr == Vr.SQ || (!encoding.explicit() && vr == Vr.UN)) {
            return new Element(tag, Vr.SQ, new Value.Items(items(encoding, end, depth, characterSet, true)));
        }
        if (vr == Vr.UN) { // PS3.5 6.2.2 note 7: a sequence in implicit little endian, whatever surrounds it
            return new Element(tag, Vr.SQ, new Value.Items(items(Encoding.IMPLICIT, end, depth, characterSet, true)));
        }
        if (tag == Tags.PIXEL_DATA && encapsulated && (vr == Vr.OB || vr == Vr.OW)) {
            return new Element(tag, Vr.OB, fragments(end));
        }
        throw new DicomFormatException("element " + Tags.format(tag) + " may not have undefined length");
    }

    private Element definedLength(
            int tag, Vr vr, Encoding encoding, int length, int end, int depth, CharacterSet characterSet) {
        long unsigned = Integer.toUnsignedLong(length);
        if (unsigned > end - position) {
            throw new DicomFormatException("element " + Tags.format(tag) + " claims " + unsigned + " bytes where "
                    + (end - position) + " are left");
        }
        int valueEnd = position + length;
        Vr known = vr == Vr.UN ? DataDictionary.vr(tag).orElse(Vr.UN) : vr;
        if (known == Vr.SQ) {
            Encoding inner = vr == Vr.UN ? Encoding.IMPLICIT : encoding;
            return new Element(tag, Vr.SQ, new Value.Items(items(inner, valueEnd, depth, characterSet, false)));
        }
        // a value that was UN is little endian; its true VR makes it readable again
        ByteOrder order = vr == Vr.UN ? ByteOrder.LITTLE_ENDIAN : encoding.order();
        ByteBuffer value = buffer.slice(position, length).order(order);
        position = valueEnd;
        return new Element(tag, known, new Value.Bytes(value));
    }

    private List<DataSet> items(Encoding encoding, int end, int depth, CharacterSet characterSet, boolean delimited) {
        if (depth >= limits.depth()) {
            throw new DicomFormatException("sequences are nested deeper than " + limits.depth());
        }
        List<DataSet> items = new ArrayList<>(1);
        while (position < end) {
            if (end - position < 8) {
                throw new DicomFormatException("an item is cut off");
            }
            int tag = encoding.tag(buffer, position);
            buffer.order(encoding.order());
            int length = buffer.getInt(position + 4);
            position += 8;
            if (tag == Tags.SEQUENCE_DELIMITATION_ITEM && delimited) {
                return List.copyOf(items);
            }
            if (tag != Tags.ITEM) {
                throw new DicomFormatException("a sequence holds something other than items");
            }
            count();
            DataSet item = new DataSet(characterSet);
            if (length == UNDEFINED) {
                readElements(item, encoding, end, depth + 1, true);
            } else {
                if (Integer.toUnsignedLong(length) > end - position) {
                    throw new DicomFormatException("an item claims more bytes than its sequence has");
                }
                readElements(item, encoding, position + length, depth + 1, false);
            }
            items.add(item);
        }
        if (delimited) {
            throw new DicomFormatException("a sequence of undefined length is not closed");
        }
        return List.copyOf(items);
    }

    private Value fragments(int end) {
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        @Nullable ByteBuffer table = null;
        List<ByteBuffer> fragments = new ArrayList<>(1);
        while (end - position >= 8) {
            count();
            int tag = Encoding.IMPLICIT.tag(buffer, position);
            int length = buffer.getInt(position + 4);
            position += 8;
            if (tag == Tags.SEQUENCE_DELIMITATION_ITEM && table != null) {
                return new Value.Fragments(table, List.copyOf(fragments));
            }
            if (tag != Tags.ITEM || length < 0 || length > end - position) {
                throw new DicomFormatException("encapsulated pixel data has a fragment that is damaged or cut off");
            }
            ByteBuffer fragment = buffer.slice(position, length);
            position += length;
            if (table == null) {
                table = fragment;
            } else {
                fragments.add(fragment);
            }
        }
        throw new DicomFormatException("encapsulated pixel data is not closed");
    }

    private void count() {
        if (++elements > limits.elements()) {
            throw new DicomFormatException("the object has more than " + limits.elements() + " elements and items");
        }
    }

    private static void require(boolean condition, String message, int tag) {
        if (!condition) {
            throw new DicomFormatException(String.format(message, Tags.format(tag)));
        }
    }
}
