package isocenter.ingest.dicomweb;

import isocenter.ingest.archive.Arrival;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Intake;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.jspecify.annotations.Nullable;

/** One request's parts on their way into the archive. */
final class StowRequest {
    private static final int BUFFER = 1 << 16;

    private final Intake intake;
    private final @Nullable String study;
    private final StowReport report;

    /** @param study the only study that objects may be of */
    StowRequest(Intake intake, Instances instances, @Nullable String study, String base) {
        this.intake = intake;
        this.study = study;
        this.report = new StowReport(instances, base);
    }

    Response store(InputStream body, @Nullable String type, @Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw Problem.exception(415, "Content-Encoding is not taken: send the body as it is.");
        }
        MediaRange range = MediaRange.parse(type)
                .filter(MediaRange::isMultipart)
                .orElseThrow(() -> Problem.exception(
                        415, "Send multipart/related; type=\"application/dicom\" with one DICOM file in each part."));
        if (!range.part().takes(MediaRange.DICOM)) {
            throw Problem.exception(415, "Only parts of type application/dicom are taken.");
        }
        String boundary = range.parameter("boundary")
                .filter(text -> text.matches("[ -~]{1,200}"))
                .orElseThrow(() -> Problem.exception(400, "Content-Type has no boundary of 1 to 200 characters."));
        try {
            parts(body, boundary);
        } catch (FileUploadException e) {
            throw malformed();
        } catch (IOException e) {
            throw Problem.exception(400, "The body ended before its closing boundary. Send it again.");
        }
        if (report.isEmpty()) {
            throw Problem.exception(400, "The body has no part.");
        }
        return report.response();
    }

    /** What was complete before the body broke off stays; sending all of it again takes nothing twice. */
    private static WebApplicationException malformed() {
        return Problem.exception(
                400, "The body is not multipart as its Content-Type says, or was cut off. Send it again.");
    }

    private void parts(InputStream body, String boundary) throws IOException {
        MultipartInput input = MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(boundary.getBytes(StandardCharsets.US_ASCII))
                .setBufferSize(BUFFER)
                .get();
        boolean more = input.skipPreamble();
        while (more) {
            part(input, input.readHeaders());
            more = input.readBoundary();
        }
    }

    private void part(MultipartInput input, String headers) throws IOException {
        if (!isDicom(headers)) {
            input.discardBodyData();
            report.refused(SopReference.NONE, StowReport.CANNOT_UNDERSTAND);
            return;
        }
        try (Arrival arrival = study == null ? intake.begin() : intake.begin(study)) {
            SopReference.Reader reference = new SopReference.Reader(arrival);
            input.readBodyData(reference);
            IngestOutcome outcome = arrival.keep();
            report.add(reference.reference(), outcome);
        }
    }

    /** A part that says nothing about its type is what the body's type says. */
    private static boolean isDicom(String headers) {
        for (String line : headers.split("\r?\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase("Content-Type")) {
                return MediaRange.parse(line.substring(colon + 1))
                        .filter(type -> type.type().equals(MediaRange.DICOM))
                        .isPresent();
            }
        }
        return true;
    }
}
