package isocenter.ingest.dimse.pdu;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Any bytes are PDUs, end early, or are refused by {@link PduException}. Runs over the inputs beside it; searches for new
 * ones with {@code JAZZER_FUZZ=1} and {@code -Dtest=PduFuzzTest}.
 */
class PduFuzzTest {
    @FuzzTest(maxDuration = "4m")
    void anyBytesEndWell(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        PduDecoder decoder = new PduDecoder(1 << 14);
        try {
            for (int type = in.read(); type >= 0; type = in.read()) {
                Pdu pdu = decoder.decode(type, in);
                if (!(pdu instanceof PresentationData)) {
                    again(pdu);
                }
            }
        } catch (PduException | EOFException expected) {
            // what else could be done with such bytes
        }
    }

    /** What was understood can be written, and means the same when it is read again. */
    private static void again(Pdu pdu) throws IOException {
        Pdu same = PduReference.decode(PduEncoder.encode(pdu));
        boolean equal = pdu instanceof AssociateRequest request
                ? ((AssociateRequest) same).contexts().equals(request.contexts())
                : pdu instanceof AssociateAccept accept
                        ? ((AssociateAccept) same).contexts().equals(accept.contexts())
                        : same.equals(pdu);
        if (!equal) {
            throw new IllegalStateException("read, written and read again, a PDU is another one");
        }
    }
}
