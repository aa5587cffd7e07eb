package isocenter.ingest.dicomweb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Speaks DICOMweb as the JDK's client can, with a multipart reader of its own. */
final class DicomWebClient {
    static final String BOUNDARY = "a-boundary";
    static final String STOW = "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY;

    record Part(String headers, byte[] content) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    DicomWebClient(String base) {
        this.base = base;
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    JsonNode json(String path) {
        return read(get(path, "Accept", "application/dicom+json").body());
    }

    static JsonNode read(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HttpResponse<byte[]> post(String path, String type, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).header("Content-Type", type);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    /** Without a length, as streaming clients send. */
    HttpResponse<byte[]> postChunked(String path, String type, byte[] body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build());
    }

    private URI uri(String path) {
        return URI.create(path.startsWith("http") ? path : base + path);
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] multipart(byte[]... files) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] file : files) {
            body.writeBytes(ascii("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n"));
            body.writeBytes(file);
            body.writeBytes(ascii("\r\n"));
        }
        body.writeBytes(ascii("--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    /** The parts of a multipart body; fails where the closing boundary is missing. */
    static List<Part> parts(HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElseThrow();
        byte[] boundary = ascii("--" + type.replaceAll(".*boundary=\"?([^\";]+).*", "$1"));
        byte[] body = response.body();
        List<Part> parts = new ArrayList<>();
        int at = find(body, boundary, 0);
        while (true) {
            int start = at + boundary.length;
            if (body[start] == '-' && body[start + 1] == '-') {
                return parts;
            }
            int next = find(body, boundary, start);
            int headersEnd = find(body, ascii("\r\n\r\n"), start);
            parts.add(new Part(
                    new String(body, start, headersEnd - start, StandardCharsets.US_ASCII),
                    Arrays.copyOfRange(body, headersEnd + 4, next - 2)));
            at = next;
        }
    }

    private static int find(byte[] body, byte[] pattern, int from) {
        for (int i = from; i <= body.length - pattern.length; i++) {
            if (Arrays.equals(body, i, i + pattern.length, pattern, 0, pattern.length)) {
                return i;
            }
        }
        throw new AssertionError(
                "the body has no " + new String(pattern, StandardCharsets.US_ASCII) + " after " + from);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
