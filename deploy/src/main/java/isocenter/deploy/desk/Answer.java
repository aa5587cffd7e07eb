package isocenter.deploy.desk;

import isocenter.ingest.dicomweb.Problem;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Errors of the desk. */
final class Answer {
    private Answer() {}

    /** An error (RFC 9457): what is wrong and what to do. */
    static WebApplicationException problem(int status, String detail) {
        return new WebApplicationException(detail, Problem.response(status, detail, Map.of()));
    }

    /** The UUID that a path names; nothing for what is none. */
    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
