package isocenter.deploy.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Who may not, in words (RFC 9457). */
final class AccessProblem {
    static final String TYPE = "application/problem+json";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Integer, String> TITLES = Map.of(
            400, "Bad Request",
            401, "Unauthorized",
            403, "Forbidden",
            413, "Content Too Large",
            429, "Too Many Requests",
            503, "Service Unavailable");

    AccessProblem() {}

    @ServerExceptionMapper
    Response nobody(UnauthorizedException e) {
        return builder(401, "Sign in, or send a token.")
                .header("WWW-Authenticate", BearerAuthentication.CHALLENGE)
                .build();
    }

    @ServerExceptionMapper
    Response notThis(ForbiddenException e) {
        return builder(403, "Your role does not include this.").build();
    }

    @ServerExceptionMapper
    Response unavailable(IdentitiesUnavailableException e) {
        return builder(503, "The database does not answer. Ask again later.")
                .header("Retry-After", "10")
                .build();
    }

    static Response.ResponseBuilder builder(int status, String detail) {
        return Response.status(status).type(TYPE).entity(json(status, detail));
    }

    static String json(int status, String detail) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("title", TITLES.get(status));
        body.put("status", status);
        body.put("detail", detail);
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A plain value cannot be written as JSON", e);
        }
    }
}
