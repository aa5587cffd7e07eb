package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One data element: a tag, its value representation and a value, which is bytes, the items of a sequence, or the
 * fragments of encapsulated pixel data. An element does not change; a sequence's items may.
 */
public final class Element {
    private final int tag;
    private final Vr vr;
    private final Value value;

    Element(int tag, Vr vr, Value value) {
        this.tag = tag;
        this.vr = vr;
        this.value = value;
    }

    /**
     * An element of text, encoded in UTF-8. A data set that holds characters beyond ASCII must declare Specific Character
     * Set {@code ISO_IR 192}.
     */
    public static Element text(int tag, Vr vr, String... values) {
        return bytes(tag, vr, String.join("\\", values).getBytes(StandardCharsets.UTF_8));
    }

    /** An element of binary integers (AT, SL, SS, SV, UL, US, UV) or of OW and OB data given as integers. */
    public static Element integers(int tag, Vr vr, long... values) {
        int size = vr == Vr.AT ? 4 : vr.unit();
        ByteBuffer buffer = ByteBuffer.allocate(values.length * size).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            if (vr == Vr.AT) {
                buffer.putShort((short) (value >>> 16)).putShort((short) value);
                continue;
            }
            switch (vr.unit()) {
                case 1 -> buffer.put((byte) value);
                case 2 -> buffer.putShort((short) value);
                case 4 -> buffer.putInt((int) value);
                default -> buffer.putLong(value);
            }
        }
        return new Element(tag, vr, new Value.Bytes(buffer.flip()));
    }

    /** An element of binary reals (FL, FD, OF, OD). */
    public static Element reals(int tag, Vr vr, double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * vr.unit()).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            if (vr.unit() == 4) {
                buffer.putFloat((float) value);
            } else {
                buffer.putDouble(value);
            }
        }
        return new Element(tag, vr, new Value.Bytes(buffer.flip()));
    }

    /** An element of raw bytes, little endian where that matters. The array is not copied. */
    public static Element bytes(int tag, Vr vr, byte[] bytes) {
        return new Element(tag, vr, new Value.Bytes(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
    }

    /** A sequence. The list is copied; the items are not. */
    public static Element sequence(int tag, List<DataSet> items) {
        return new Element(tag, Vr.SQ, new Value.Items(List.copyOf(items)));
    }

    /** Encapsulated pixel data with an empty basic offset table; arrays are not copied. */
    public static Element fragments(int tag, List<byte[]> fragments) {
        return new Element(
                tag,
                Vr.OB,
                new Value.Fragments(
                        ByteBuffer.allocate(0),
                        fragments.stream().map(ByteBuffer::wrap).toList()));
    }

    /** The same bytes under another VR, for a value whose VR the file did not know. */
    public Element as(Vr other) {
        return new Element(tag, other, value);
    }

    /** The first bytes of an ordinary value, not copied. */
    public Element cutTo(int length) {
        ByteBuffer bytes = bytes();
        return new Element(tag, vr, new Value.Bytes(bytes.slice(0, length).order(bytes.order())));
    }

    /** The same element with other fragments of the same lengths, so that its offset table stays true. */
    public Element withFragments(List<ByteBuffer> fragments) {
        if (!(value instanceof Value.Fragments old)) {
            throw new IllegalStateException("an element that is not encapsulated has no fragments");
        }
        return new Element(tag, vr, new Value.Fragments(old.offsetTable(), List.copyOf(fragments)));
    }

    public int tag() {
        return tag;
    }

    public Vr vr() {
        return vr;
    }

    Value value() {
        return value;
    }

    public boolean isSequence() {
        return value instanceof Value.Items;
    }

    /** True for encapsulated pixel data. */
    public boolean isEncapsulated() {
        return value instanceof Value.Fragments;
    }

    /** Length of the value in bytes; 0 for sequences; the sum of the fragments for encapsulated pixel data. */
    public long length() {
        if (value instanceof Value.Bytes b) {
            return b.buffer().remaining();
        }
        if (value instanceof Value.Fragments f) {
            return f.fragments().stream().mapToLong(ByteBuffer::remaining).sum();
        }
        return 0;
    }

    /** A read-only view of the value's bytes in its own byte order; empty for sequences and fragments. */
    public ByteBuffer bytes() {
        if (value instanceof Value.Bytes b) {
            return b.buffer().asReadOnlyBuffer().order(b.buffer().order());
        }
        return ByteBuffer.allocate(0);
    }

    /** The items of a sequence, unmodifiable; empty for any other element. */
    public List<DataSet> items() {
        return value instanceof Value.Items i ? List.copyOf(i.dataSets()) : List.of();
    }

    /** The fragments of encapsulated pixel data, without the offset table; empty for any other element. */
    public List<ByteBuffer> fragments() {
        return value instanceof Value.Fragments f
                ? f.fragments().stream().map(ByteBuffer::asReadOnlyBuffer).toList()
                : List.of();
    }

    /** The basic offset table of encapsulated pixel data: byte offsets, empty where there is none. */
    public long[] basicOffsetTable() {
        if (!(value instanceof Value.Fragments f)) {
            return new long[0];
        }
        ByteBuffer table = f.offsetTable().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[table.remaining() / 4];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = Integer.toUnsignedLong(table.getInt());
        }
        return offsets;
    }

    /** Tag, VR and length; never the value. */
    @Override
    public String toString() {
        return Tags.format(tag) + " " + vr + " " + length() + " bytes";
    }
}
