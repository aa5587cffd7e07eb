package isocenter.ingest.dicomweb;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.Frames;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One long value of an object (PS3.18 section 10.4.1.5), found by the place that its metadata names. */
final class BulkData {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    private BulkData() {}

    /** @param place tags and item numbers by turns, such as {@code 00081140/1/7FE00010} */
    static Optional<Element> find(DataSet root, String place) {
        String[] steps = place.split("/", -1);
        DataSet dataSet = root;
        for (int i = 0; i + 2 < steps.length; i += 2) {
            if (!steps[i].matches("[0-9A-Fa-f]{8}") || !steps[i + 1].matches("\\d{1,6}")) {
                return Optional.empty();
            }
            List<DataSet> items = dataSet.items(Integer.parseUnsignedInt(steps[i], 16));
            int item = Integer.parseInt(steps[i + 1]);
            if (item < 1 || item > items.size()) {
                return Optional.empty();
            }
            dataSet = items.get(item - 1);
        }
        String last = steps[steps.length - 1];
        return steps.length % 2 == 1 && last.matches("[0-9A-Fa-f]{8}")
                ? dataSet.get(Integer.parseUnsignedInt(last, 16)).filter(DicomJson::isBulk)
                : Optional.empty();
    }

    static Response of(DicomObject object, Element element, @Nullable String accept, @Nullable String range) {
        if (element.isEncapsulated() && element.tag() == Tags.PIXEL_DATA) {
            Frames frames = Frames.of(object);
            return FrameRetrieval.of(
                    object, IntStream.range(0, frames.count()).boxed().toList(), accept);
        }
        ByteBuffer bytes = element.bytes();
        for (MediaRange accepted : MediaRange.accepted(accept)) {
            if (accepted.isMultipart() && accepted.part().takes(MediaRange.OCTETS)) {
                return multipart(bytes);
            }
            if (accepted.takes(MediaRange.OCTETS)) {
                return single(bytes, range);
            }
        }
        throw Problem.exception(406, "Bulk data are given as application/octet-stream, single or multipart/related.");
    }

    private static Response multipart(ByteBuffer bytes) {
        MultipartRelated multipart = new MultipartRelated(MediaRange.OCTETS);
        StreamingOutput body = out -> {
            multipart.begin(out, MediaRange.OCTETS);
            FrameRetrieval.write(bytes.duplicate(), out);
            multipart.endPart(out);
            multipart.end(out);
        };
        return Response.ok(body).header("Content-Type", multipart.contentType()).build();
    }

    /** RFC 9110 section 14: one range; others are answered with the whole. */
    private static Response single(ByteBuffer bytes, @Nullable String header) {
        int size = bytes.remaining();
        Matcher range = RANGE.matcher(header == null ? "" : header);
        Response.ResponseBuilder response = Response.ok();
        ByteBuffer asked = bytes;
        if (range.matches() && !(range.group(1).isEmpty() && range.group(2).isEmpty())) {
            long first = range.group(1).isEmpty()
                    ? Math.max(0, size - Long.parseLong(range.group(2)))
                    : Long.parseLong(range.group(1));
            long last = range.group(1).isEmpty() || range.group(2).isEmpty()
                    ? size - 1L
                    : Math.min(size - 1L, Long.parseLong(range.group(2)));
            if (first > last) {
                return Response.status(416)
                        .header("Content-Range", "bytes */" + size)
                        .build();
            }
            asked = bytes.slice((int) first, (int) (last - first + 1));
            response = Response.status(206).header("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
        }
        ByteBuffer content = asked;
        return response.entity((StreamingOutput) out -> FrameRetrieval.write(content.duplicate(), out))
                .header("Accept-Ranges", "bytes")
                .header("Content-Type", MediaRange.OCTETS)
                .build();
    }
}
