package isocenter.ingest.dicomweb;

import isocenter.ingest.archive.ArrivalTooLargeException;
import isocenter.ingest.archive.StoreException;
import isocenter.ingest.catalogue.CatalogueQueryException;
import isocenter.ingest.catalogue.CatalogueUnavailableException;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.pixel.PixelDecodeException;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Failures of the archive as HTTP statuses. */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final String RETRY_SECONDS = "10";

    Failures() {}

    @ServerExceptionMapper
    Response senseless(CatalogueQueryException e) {
        return Problem.response(400, String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response tooLarge(ArrivalTooLargeException e) {
        return Problem.response(413, String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response away(CatalogueUnavailableException e) {
        return later(Problem.response(503, String.valueOf(e.getMessage())));
    }

    @ServerExceptionMapper
    Response unrecorded(ViewNotRecordedException e) {
        return later(Problem.response(
                503, "Looking at images is recorded, and the record cannot be written now. Ask again later."));
    }

    /** The message names a folder of this machine, which is nothing for the other end of a network. */
    @ServerExceptionMapper
    Response cannotStore(StoreException e) {
        return switch (e.obstacle()) {
            case DATABASE_AWAY ->
                later(Problem.response(
                        503, "The database does not answer; nothing of this request was acknowledged. Send it again."));
            case STORE_AWAY ->
                later(Problem.response(503, "The object store does not answer. Send the request again."));
            case DISK_FULL, STORE_NOT_WRITABLE ->
                later(Problem.response(
                        INSUFFICIENT_STORAGE, "The store cannot take more. Tell its operator, then send again."));
        };
    }

    /** The messages say where in the object, and that is nothing for the other end of a network. */
    @ServerExceptionMapper({DicomFormatException.class, PixelDecodeException.class, UncheckedIOException.class})
    Response damaged(RuntimeException e) {
        LOG.error("A stored object cannot be read", e);
        return Problem.response(500, "A stored object cannot be read any more: have the store verified.");
    }

    private static Response later(Response response) {
        return Response.fromResponse(response)
                .header("Retry-After", RETRY_SECONDS)
                .build();
    }
}
