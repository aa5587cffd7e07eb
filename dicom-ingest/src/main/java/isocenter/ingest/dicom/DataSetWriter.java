package isocenter.ingest.dicom;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes elements in one encoding. Closing flushes and leaves the stream open. */
final class DataSetWriter implements AutoCloseable {
    private static final int UNDEFINED = -1;

    private final OutputStream out;
    private final Encoding encoding;
    private final ByteBuffer chunk;

    DataSetWriter(OutputStream out, Encoding encoding) {
        this.out = out;
        this.encoding = encoding;
        this.chunk = ByteBuffer.allocate(16 * 1024).order(encoding.order());
    }

    /** Writes the elements of a data set, leaving out group 0002 and group lengths. */
    void dataSet(DataSet dataSet) throws IOException {
        for (Element element : dataSet) {
            if ((element.tag() & 0xFFFF) != 0 && Tags.group(element.tag()) > 2) {
                boolean wide = element.tag() == Tags.PIXEL_DATA
                        && dataSet.integer(Tags.BITS_ALLOCATED).orElse(0) == 32;
                element(element, wide ? 4 : element.vr().unit());
            }
        }
    }

    /** Writes file meta information, its group length included. */
    void fileMeta(DataSet meta) throws IOException {
        for (Element element : meta) {
            element(element, element.vr().unit());
        }
    }

    /** Writes an element; {@code unit} is what changes its byte order as a whole, wider than a word for 32-bit pixels. */
    private void element(Element element, int unit) throws IOException {
        if (element.value() instanceof Value.Items items) {
            header(element.tag(), Vr.SQ, UNDEFINED);
            for (DataSet item : items.dataSets()) {
                item(Tags.ITEM, UNDEFINED);
                dataSet(item);
                item(Tags.ITEM_DELIMITATION_ITEM, 0);
            }
            item(Tags.SEQUENCE_DELIMITATION_ITEM, 0);
        } else if (element.value() instanceof Value.Fragments fragments) {
            header(element.tag(), Vr.OB, UNDEFINED);
            fragment(fragments.offsetTable());
            for (ByteBuffer fragment : fragments.fragments()) {
                fragment(fragment);
            }
            item(Tags.SEQUENCE_DELIMITATION_ITEM, 0);
        } else if (element.value() instanceof Value.Bytes bytes) {
            value(element, bytes.buffer(), unit);
        }
    }

    private void value(Element element, ByteBuffer value, int unit) throws IOException {
        int length = value.remaining();
        int padded = length + (length & 1);
        Vr vr = element.vr();
        if (encoding.explicit() && !vr.hasLongLength() && padded > 0xFFFE) {
            vr = Vr.UN; // PS3.5 6.2.2 note 2: too long for the VR's 16-bit length field
        }
        header(element.tag(), vr, padded);
        // UN is little endian always (PS3.5 6.2.2 note 7)
        ByteOrder order = vr == Vr.UN ? ByteOrder.LITTLE_ENDIAN : encoding.order();
        if (unit > 1 && value.order() != order && length % unit == 0) {
            swapped(value, unit);
        } else {
            copy(value);
        }
        if (padded != length) {
            require(1);
            chunk.put(element.vr().padding());
        }
    }

    private void header(int tag, Vr vr, int length) throws IOException {
        require(12);
        tag(tag);
        if (!encoding.explicit()) {
            chunk.putInt(length);
        } else if (vr.hasLongLength()) {
            chunk.put(vr.code()).putShort((short) 0).putInt(length);
        } else {
            chunk.put(vr.code()).putShort((short) length);
        }
    }

    private void item(int tag, int length) throws IOException {
        require(8);
        tag(tag);
        chunk.putInt(length);
    }

    private void fragment(ByteBuffer fragment) throws IOException {
        int length = fragment.remaining();
        item(Tags.ITEM, length + (length & 1));
        copy(fragment);
        if ((length & 1) != 0) {
            require(1);
            chunk.put((byte) 0);
        }
    }

    private void tag(int tag) {
        chunk.putShort((short) (tag >>> 16)).putShort((short) tag);
    }

    private void copy(ByteBuffer value) throws IOException {
        ByteBuffer source = value.duplicate();
        if (source.hasArray() && source.remaining() > chunk.capacity()) {
            flush();
            out.write(source.array(), source.arrayOffset() + source.position(), source.remaining());
            return;
        }
        while (source.hasRemaining()) {
            require(1);
            int count = Math.min(source.remaining(), chunk.remaining());
            chunk.put(chunk.position(), source, source.position(), count);
            chunk.position(chunk.position() + count);
            source.position(source.position() + count);
        }
    }

    private void swapped(ByteBuffer value, int unit) throws IOException {
        ByteBuffer source = value.duplicate();
        byte[] one = new byte[unit];
        while (source.hasRemaining()) {
            source.get(one);
            require(unit);
            for (int i = unit - 1; i >= 0; i--) {
                chunk.put(one[i]);
            }
        }
    }

    private void require(int bytes) throws IOException {
        if (chunk.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(chunk.array(), 0, chunk.position());
        chunk.clear();
    }

    @Override
    public void close() throws IOException {
        flush();
        out.flush();
    }
}
