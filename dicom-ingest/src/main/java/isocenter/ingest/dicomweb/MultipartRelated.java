package isocenter.ingest.dicomweb;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A {@code multipart/related} body (RFC 2387) written as it comes. */
final class MultipartRelated {
    private final String boundary = "isocenter-" + UUID.randomUUID();
    private final String type;

    /** @param type of the parts */
    MultipartRelated(String type) {
        this.type = type;
    }

    String contentType() {
        return MediaRange.MULTIPART + "; type=\"" + type + "\"; boundary=" + boundary;
    }

    /** Writes what comes before a part's content. */
    void begin(OutputStream out, String contentType) throws IOException {
        ascii(out, "--" + boundary + "\r\nContent-Type: " + contentType + "\r\n\r\n");
    }

    void endPart(OutputStream out) throws IOException {
        ascii(out, "\r\n");
    }

    /** The closing boundary, without which clients take the body for cut off. */
    void end(OutputStream out) throws IOException {
        ascii(out, "--" + boundary + "--\r\n");
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
