package isocenter.ingest.dimse.association;

import java.io.OutputStream;
import java.util.Objects;

/** Cuts a command set or a data set into P-DATA-TF PDUs of one value each, every one a single write. */
final class FragmentOutput extends OutputStream {
    /** PDU header, then length, context and control of the value (PS3.8 9.3.5). */
    private static final int PDU_HEADER = 6;

    private static final int VALUE_HEADER = 6;
    /** Smallest P-DATA-TF that holds two bytes of a message. */
    static final int SMALLEST = VALUE_HEADER + 2;

    private final UpperLayer layer;
    private final byte[] pdu;
    private final int end;
    private int position;

    /**
     * @param pdu is used as buffer
     * @param longest of the variable field, at least {@link #SMALLEST}
     */
    FragmentOutput(UpperLayer layer, byte[] pdu, int longest, int context, boolean command) {
        this.layer = layer;
        this.pdu = pdu;
        // fragments are of even length (PS3.8 annex E.1)
        this.end = PDU_HEADER + VALUE_HEADER + ((longest - VALUE_HEADER) & ~1);
        this.position = PDU_HEADER + VALUE_HEADER;
        pdu[0] = 4;
        pdu[1] = 0;
        pdu[10] = (byte) context;
        pdu[11] = (byte) (command ? 1 : 0);
    }

    /** The size of a buffer for PDUs of this length. */
    static int bufferFor(int longest) {
        return PDU_HEADER + longest;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int from = offset;
        int left = length;
        while (left > 0) {
            if (position == end) { // not before more comes, so that close() has a last fragment to send
                send();
            }
            int count = Math.min(left, end - position);
            System.arraycopy(bytes, from, pdu, position, count);
            position += count;
            from += count;
            left -= count;
        }
    }

    private void send() {
        number(2, position - PDU_HEADER);
        number(6, position - PDU_HEADER - 4);
        layer.sendData(pdu, position);
        position = PDU_HEADER + VALUE_HEADER;
    }

    private void number(int at, int value) {
        pdu[at] = (byte) (value >>> 24);
        pdu[at + 1] = (byte) (value >>> 16);
        pdu[at + 2] = (byte) (value >>> 8);
        pdu[at + 3] = (byte) value;
    }

    /** Sends the last fragment. Not {@link #close}, which would also come after a failure in the middle. */
    void finish() {
        pdu[11] |= 2;
        send();
    }
}
