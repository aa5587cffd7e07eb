package isocenter.ingest.dimse.pdu;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads PDUs, one at a time, into a buffer that it uses again. What a PDU may cost is bounded before it is read: its
 * length by its type, the number of its items by their IDs and by constants.
 */
public final class PduDecoder {
    /** Longest A-ASSOCIATE-RQ or -AC: 128 contexts with 100 transfer syntaxes each fit. */
    public static final int LONGEST_NEGOTIATION = 1 << 20;

    private static final int SMALLEST_PDV = 2;

    private final int longestData;
    private byte[] buffer = new byte[1 << 12];

    /** @param longestData longest variable field of a P-DATA-TF, as it was announced to the peer */
    public PduDecoder(int longestData) {
        this.longestData = longestData;
    }

    /**
     * Reads the rest of a PDU whose first byte was read.
     *
     * @param type the first byte, 0 to 255
     * @throws PduException when it is no PDU or exceeds a limit
     * @throws EOFException when the stream ends inside the PDU
     * @throws IOException when the stream fails
     */
    public Pdu decode(int type, InputStream in) throws IOException {
        int longest = longest(type);
        ItemReader header = new ItemReader(read(in, 5));
        header.skip(1);
        int length = header.length();
        if (length > longest) {
            throw PduException.invalid(
                    "a PDU of type %d has %d bytes where %d are allowed".formatted(type, length, longest));
        }
        ItemReader body = new ItemReader(read(in, length));
        return switch (type) {
            case ItemTypes.ASSOCIATE_RQ -> AssociateDecoder.request(body);
            case ItemTypes.ASSOCIATE_AC -> AssociateDecoder.accept(body);
            case ItemTypes.ASSOCIATE_RJ -> {
                body.skip(1);
                yield new AssociateReject(body.u8(), body.u8(), body.u8());
            }
            case ItemTypes.P_DATA_TF -> data(body);
            case ItemTypes.RELEASE_RQ -> new ReleaseRequest();
            case ItemTypes.RELEASE_RP -> new ReleaseResponse();
            default -> {
                body.skip(2);
                yield new Abort(body.u8(), body.u8());
            }
        };
    }

    private int longest(int type) {
        return switch (type) {
            case ItemTypes.ASSOCIATE_RQ, ItemTypes.ASSOCIATE_AC -> LONGEST_NEGOTIATION;
            case ItemTypes.P_DATA_TF -> longestData;
            case ItemTypes.ASSOCIATE_RJ, ItemTypes.RELEASE_RQ, ItemTypes.RELEASE_RP, ItemTypes.ABORT -> 4;
            default ->
                throw new PduException(AbortReason.UNRECOGNIZED_PDU, "a PDU has the unknown type %d".formatted(type));
        };
    }

    private ByteBuffer read(InputStream in, int length) throws IOException {
        if (buffer.length < length) {
            buffer = new byte[length];
        }
        int count = in.readNBytes(buffer, 0, length);
        if (count < length) {
            throw new EOFException("the connection ended inside a PDU");
        }
        return ByteBuffer.wrap(buffer, 0, length);
    }

    private static PresentationData data(ItemReader body) {
        List<PresentationDataValue> values = new ArrayList<>(1);
        while (body.hasMore()) {
            int length = body.length();
            if (length < SMALLEST_PDV || length > body.remaining()) {
                throw PduException.invalid("a presentation data value claims %d bytes where %d are left"
                        .formatted(length, body.remaining()));
            }
            int context = body.u8();
            int control = body.u8();
            values.add(new PresentationDataValue(
                    context, (control & 1) != 0, (control & 2) != 0, body.slice(length - SMALLEST_PDV)));
        }
        if (values.isEmpty()) {
            throw PduException.invalid("a P-DATA-TF holds no presentation data value");
        }
        return new PresentationData(values);
    }
}
