package isocenter.ingest.dicomweb;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.pixel.Uncompressed;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instances as DICOM files (PS3.18 section 10.4): as they are stored, or uncompressed for readers that know no codec.
 * Files go from the disk to the network without being held in memory, one after the other.
 */
final class Retrieval {
    /** Uncompressed pixels are made in memory; beyond this a reader has to take them frame by frame. */
    private static final long LARGEST_IN_MEMORY =
            Math.min(Integer.MAX_VALUE - 64, Runtime.getRuntime().maxMemory() / 6);

    private static final String UNCOMPRESSED = TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid();

    private final Archive archive;

    Retrieval(Archive archive) {
        this.archive = archive;
    }

    Response of(List<Instance> instances, @Nullable String accept) {
        for (MediaRange range : MediaRange.accepted(accept)) {
            if (range.isMultipart() && range.part().takes(MediaRange.DICOM) && has(instances, range.part())) {
                return multipart(instances, syntax(range.part()));
            }
            if (range.type().equals(MediaRange.DICOM) && instances.size() == 1 && has(instances, range)) {
                String wanted = syntax(range);
                return Response.ok((StreamingOutput) out -> write(instances.get(0), wanted, out))
                        .header("Content-Type", MediaRange.DICOM)
                        .build();
            }
            if (range.isAnything()) {
                return multipart(instances, "*");
            }
        }
        throw Problem.exception(
                406,
                "Objects are given as multipart/related; type=\"application/dicom\", one also as application/dicom,"
                        + " in the stored transfer syntax (transfer-syntax=*) or uncompressed ("
                        + UNCOMPRESSED + ").");
    }

    /** PS3.18 section 8.7.3.5.2: without a parameter, uncompressed explicit little endian. */
    private static String syntax(MediaRange range) {
        return range.isAnything() ? "*" : range.transferSyntax().orElse(UNCOMPRESSED);
    }

    private boolean has(List<Instance> instances, MediaRange range) {
        String wanted = syntax(range);
        return wanted.equals("*")
                || instances.stream()
                        .allMatch(instance -> instance.transferSyntax.equals(wanted)
                                || (wanted.equals(UNCOMPRESSED) && canUncompress(instance)));
    }

    private static boolean canUncompress(Instance instance) {
        long bytes = (long) instance.rows * instance.columns * instance.samples * instance.frames;
        int unit = instance.bitsAllocated == null ? 4 : Math.max(1, instance.bitsAllocated / 8);
        boolean video = TransferSyntax.of(instance.transferSyntax)
                .filter(syntax -> syntax.pixels() == TransferSyntax.Pixels.VIDEO)
                .isPresent();
        return !video && bytes * unit <= LARGEST_IN_MEMORY;
    }

    private Response multipart(List<Instance> instances, String wanted) {
        MultipartRelated multipart = new MultipartRelated(MediaRange.DICOM);
        StreamingOutput body = out -> {
            for (Instance instance : instances) {
                String syntax = wanted.equals("*") ? instance.transferSyntax : wanted;
                multipart.begin(out, MediaRange.DICOM + "; transfer-syntax=" + syntax);
                write(instance, wanted, out);
                multipart.endPart(out);
            }
            multipart.end(out);
        };
        return Response.ok(body).header("Content-Type", multipart.contentType()).build();
    }

    private void write(Instance instance, String wanted, OutputStream out) throws IOException {
        if (wanted.equals("*") || wanted.equals(instance.transferSyntax)) {
            Files.copy(archive.object(instance), out);
        } else {
            DicomObject uncompressed = Uncompressed.of(archive.open(instance));
            DicomWriter.write(uncompressed, out);
        }
    }
}
