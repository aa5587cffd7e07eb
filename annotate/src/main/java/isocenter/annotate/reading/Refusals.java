package isocenter.annotate.reading;

import isocenter.ingest.dicomweb.Problem;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What is refused, as HTTP says it. */
final class Refusals {
    Refusals() {}

    @ServerExceptionMapper
    Response refused(ReadingRefused e) {
        return Problem.response(e.status(), String.valueOf(e.getMessage()), e.more());
    }
}
