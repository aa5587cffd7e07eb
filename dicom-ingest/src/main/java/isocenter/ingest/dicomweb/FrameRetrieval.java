package isocenter.ingest.dicomweb;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.PixelDecodeException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames by themselves (PS3.18 section 10.4.1.6): the codestreams that are stored, or decoded values. Each part names its
 * transfer syntax; viewers that do not find it take the bytes for implicit little endian.
 */
final class FrameRetrieval {
    private static final String UNCOMPRESSED = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

    private FrameRetrieval() {}

    /** @param list frame numbers from 1, separated by commas */
    static List<Integer> numbers(String list, int count) {
        List<Integer> frames = new ArrayList<>();
        for (String number : list.split(",", -1)) {
            if (!number.matches("\\d{1,9}")) {
                throw Problem.exception(400, "Frames are numbers from 1, separated by commas.");
            }
            int frame = Integer.parseInt(number);
            if (frame < 1 || frame > count) {
                throw Problem.exception(404, "The instance has frames 1 to " + count + ".");
            }
            frames.add(frame - 1);
        }
        return frames;
    }

    static Response of(DicomObject object, List<Integer> numbers, @Nullable String accept) {
        TransferSyntax stored = object.syntax();
        for (MediaRange range : MediaRange.accepted(accept)) {
            MediaRange part = range.isMultipart() ? range.part() : range;
            String wanted = wanted(part, stored);
            boolean single = !range.isMultipart() && !range.isAnything();
            boolean asStored = wanted.equals("*") || wanted.equals(stored.uid());
            if ((!asStored && !wanted.equals(UNCOMPRESSED)) || (single && numbers.size() > 1)) {
                continue;
            }
            // A picture of a video has no bytes of its own.
            boolean encoded = asStored && stored.encapsulated() && stored.pixels() != TransferSyntax.Pixels.VIDEO;
            boolean octets = !encoded || (part.takes(MediaRange.OCTETS) && !part.isAnything());
            String type = octets ? MediaRange.OCTETS : mediaType(stored);
            if (part.takes(type)) {
                return single
                        ? single(Frames.of(object), numbers.get(0), encoded, header(type, encoded, stored))
                        : multipart(Frames.of(object), numbers, encoded, type, header(type, encoded, stored));
            }
        }
        throw Problem.exception(
                406,
                "Frames are given as multipart/related with application/octet-stream, uncompressed (" + UNCOMPRESSED
                        + ") or as stored (transfer-syntax=*), and with the media type of the stored transfer syntax.");
    }

    /** Without a parameter the default of the media type: decoded for octets, any for a codec's own type. */
    private static String wanted(MediaRange part, TransferSyntax stored) {
        return part.transferSyntax()
                .orElse(part.type().equals(MediaRange.OCTETS) || !stored.encapsulated() ? UNCOMPRESSED : "*");
    }

    private static String header(String type, boolean encoded, TransferSyntax stored) {
        return type + "; transfer-syntax=" + (encoded ? stored.uid() : UNCOMPRESSED);
    }

    /** Table 8.7.3-2 of PS3.18. */
    private static String mediaType(TransferSyntax syntax) {
        return switch (syntax.pixels()) {
            case RLE -> "image/dicom-rle";
            case JPEG -> "image/jpeg";
            case JPEG_LS -> "image/jls";
            case JPEG_2000 -> syntax.name().startsWith("HTJ2K") ? "image/jphc" : "image/jp2";
            case JPEG_XL -> "image/jxl";
            case VIDEO -> "video/mp4";
            default -> MediaRange.OCTETS;
        };
    }

    private static Response single(Frames frames, int frame, boolean encoded, String header) {
        ByteBuffer bytes = bytes(frames, frame, encoded);
        return Response.ok((StreamingOutput) out -> write(bytes, out))
                .header("Content-Type", header)
                .build();
    }

    private static Response multipart(
            Frames frames, List<Integer> numbers, boolean encoded, String type, String header) {
        MultipartRelated multipart = new MultipartRelated(type);
        // Before the answer begins, while a problem can still be told.
        ByteBuffer first = bytes(frames, numbers.get(0), encoded);
        StreamingOutput body = out -> {
            for (int i = 0; i < numbers.size(); i++) {
                multipart.begin(out, header);
                write(i == 0 ? first.duplicate() : bytes(frames, numbers.get(i), encoded), out);
                multipart.endPart(out);
            }
            multipart.end(out);
        };
        return Response.ok(body).header("Content-Type", multipart.contentType()).build();
    }

    private static ByteBuffer bytes(Frames frames, int frame, boolean encoded) {
        try {
            return encoded ? frames.encoded(frame) : frames.uncompressed(frame);
        } catch (PixelDecodeException e) {
            throw Problem.exception(500, "A stored frame cannot be decoded any more: have the store verified.");
        }
    }

    static void write(ByteBuffer bytes, OutputStream out) throws IOException {
        byte[] chunk = new byte[Math.min(1 << 16, Math.max(1, bytes.remaining()))];
        while (bytes.hasRemaining()) {
            int count = Math.min(chunk.length, bytes.remaining());
            bytes.get(chunk, 0, count);
            out.write(chunk, 0, count);
        }
    }
}
