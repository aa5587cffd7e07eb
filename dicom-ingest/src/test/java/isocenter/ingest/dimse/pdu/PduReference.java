package isocenter.ingest.dimse.pdu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What pynetdicom made of the same PDUs and states; see src/test/python/dimse_reference.py. */
public final class PduReference {
    private static final int LONGEST_DATA = 1 << 14;

    private PduReference() {}

    public static JsonNode reference() {
        try (InputStream in = PduReference.class.getResourceAsStream("/dimse/reference.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, byte[]> pdus() {
        Map<String, byte[]> pdus = new LinkedHashMap<>();
        reference()
                .get("pdus")
                .fields()
                .forEachRemaining(pdu -> pdus.put(
                        pdu.getKey(), HexFormat.of().parseHex(pdu.getValue().asText())));
        return pdus;
    }

    static Pdu decode(byte[] bytes) throws IOException {
        InputStream in = new ByteArrayInputStream(bytes);
        return new PduDecoder(LONGEST_DATA).decode(in.read(), in);
    }
}
