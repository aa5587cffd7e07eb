package isocenter.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes DICOM by hand, right or wrong, so that a test does not depend on our own writer. */
public final class DicomBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final boolean explicit;
    private final ByteOrder order;

    public DicomBytes(boolean explicit, ByteOrder order) {
        this.explicit = explicit;
        this.order = order;
    }

    public static DicomBytes explicitLittle() {
        return new DicomBytes(true, ByteOrder.LITTLE_ENDIAN);
    }

    /** Preamble, prefix and a correct file meta information for a transfer syntax. */
    public static byte[] fileHeader(String syntaxUid) {
        DicomBytes meta = explicitLittle().element(0x00020010, "UI", even(syntaxUid, (byte) 0));
        DicomBytes group = explicitLittle().element(0x00020000, "UL", le32(meta.bytes().length));
        return join(new byte[128], ascii("DICM"), group.bytes(), meta.bytes());
    }

    public DicomBytes element(int tag, String vr, byte[] value) {
        return header(tag, vr, value.length).raw(value);
    }

    public DicomBytes text(int tag, String vr, String value) {
        return element(tag, vr, even(value, (byte) (vr.equals("UI") ? 0 : ' ')));
    }

    /** A header whose length need not be true; −1 is the undefined length. */
    public DicomBytes header(int tag, String vr, int length) {
        tag(tag);
        if (!explicit) {
            return int32(length);
        }
        raw(ascii(vr));
        boolean isLong = "OB OD OF OL OV OW SQ SV UC UN UR UT UV".contains(vr);
        return isLong ? int16(0).int32(length) : int16(length);
    }

    /** An item or delimiter header. */
    public DicomBytes item(int tag, int length) {
        return tag(tag).int32(length);
    }

    public DicomBytes raw(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public DicomBytes tag(int tag) {
        return int16(tag >>> 16).int16(tag);
    }

    public DicomBytes int16(int value) {
        return raw(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    public DicomBytes int32(int value) {
        return raw(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    public byte[] bytes() {
        return out.toByteArray();
    }

    /** These bytes as a file of a transfer syntax. */
    public byte[] file(String syntaxUid) {
        return join(fileHeader(syntaxUid), bytes());
    }

    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] even(String text, byte padding) {
        byte[] bytes = ascii(text);
        return bytes.length % 2 == 0 ? bytes : join(bytes, new byte[] {padding});
    }

    static byte[] le32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
