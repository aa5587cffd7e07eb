package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Vr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * A lookup table of a modality, VOI or palette module: descriptor (entries, first value mapped, bits) and data.
 *
 * @param first the value that maps to the first entry; values outside map to the nearest entry
 * @param bits bits of an entry
 */
record LookupTable(int first, int bits, int[] entries) {
    static LookupTable of(DataSet dataSet, int descriptorTag, int dataTag, boolean signed) {
        double[] descriptor = dataSet.numbers(descriptorTag);
        if (descriptor.length != 3) {
            throw new PixelDecodeException("a lookup table has no descriptor of three values");
        }
        int count = (int) descriptor[0] & 0xFFFF;
        count = count == 0 ? 65536 : count;
        // the second value has the sign of the pixels it maps, whichever VR the file chose
        int first = signed ? (short) (int) descriptor[1] : (int) descriptor[1] & 0xFFFF;
        int bits = (int) descriptor[2];
        if (bits < 8 || bits > 16) {
            throw new PixelDecodeException("a lookup table's entries do not have 8 to 16 bits");
        }
        Element data = dataSet.get(dataTag)
                .orElseThrow(() -> new PixelDecodeException("a lookup table has a descriptor and no data"));
        return new LookupTable(first, bits, entries(data, count, bits));
    }

    /** A palette, whose data may be segmented. */
    static LookupTable palette(DataSet dataSet, int descriptorTag, int dataTag, int segmentedTag) {
        Optional<Element> segmented = dataSet.get(segmentedTag);
        double[] descriptor = dataSet.numbers(descriptorTag);
        if (segmented.isEmpty() || descriptor.length != 3) {
            return of(dataSet, descriptorTag, dataTag, false);
        }
        int count = descriptor[0] == 0 ? 65536 : (int) descriptor[0] & 0xFFFF;
        int bits = descriptor[2] == 8 ? 8 : 16;
        return new LookupTable(
                (int) descriptor[1] & 0xFFFF,
                bits,
                SegmentedPalette.expand(segmented.get().bytes(), count, bits));
    }

    private static int[] entries(Element data, int count, int bits) {
        ByteBuffer buffer = data.bytes();
        int bytes = buffer.remaining();
        int[] entries = new int[count];
        if (bytes == count * 2 || (bytes > count * 2 && bytes <= count * 2 + 2)) {
            for (int i = 0; i < count; i++) {
                entries[i] = Short.toUnsignedInt(buffer.getShort()) & (1 << bits) - 1;
            }
        } else if (bits == 8 && (bytes == count || bytes == count + 1)) {
            boolean words = data.vr() != Vr.OB && buffer.order() == ByteOrder.BIG_ENDIAN;
            for (int i = 0; i < count; i++) {
                entries[i] = Byte.toUnsignedInt(buffer.get(words ? i ^ 1 : i)); // two entries a word
            }
        } else {
            throw new PixelDecodeException("a lookup table's data does not have the size that its descriptor states");
        }
        return entries;
    }

    int at(int value) {
        int index = Math.max(0, Math.min(entries.length - 1, value - first));
        return entries[index];
    }

    int maximum() {
        return (1 << bits) - 1;
    }
}
