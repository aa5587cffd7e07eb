package isocenter.ingest.dicomweb;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** An error over HTTP (RFC 9457): what is wrong and what to do, never a patient's data nor what the request held. */
public final class Problem {
    static final String TYPE = "application/problem+json";

    /** Statuses that the API has no constant for. */
    private static final Map<Integer, String> WITHOUT_CONSTANT =
            Map.of(422, "Unprocessable Content", 507, "Insufficient Storage");

    private Problem() {}

    static WebApplicationException exception(int status, String detail) {
        return new WebApplicationException(detail, response(status, detail));
    }

    /** Nothing under this path, or nothing for who asks: no telling which. */
    static Response absent() {
        return response(404, "There is nothing under these UIDs. Searches return the UIDs to ask for.");
    }

    static Response response(int status, String detail) {
        return response(status, detail, Map.of());
    }

    /**
     * A problem with further members (RFC 9457 3.2).
     *
     * @param more what a program needs besides the text
     */
    public static Response response(int status, String detail, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>();
        Response.StatusType known = Response.Status.fromStatusCode(status);
        body.put("title", known == null ? WITHOUT_CONSTANT.getOrDefault(status, "Error") : known.getReasonPhrase());
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(more);
        return Response.status(status).type(TYPE).entity(Json.bytes(body)).build();
    }
}
