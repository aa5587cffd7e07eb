package isocenter.deploy.security;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import isocenter.deploy.security.SignInOutcome.Busy;
import isocenter.deploy.security.SignInOutcome.LockedOut;
import isocenter.deploy.security.SignInOutcome.SignedIn;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signing in, asking who is, and signing out. */
@Path("/api/session")
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final int LARGEST_BODY = 4096;

    private final SignIn signIn;
    private final Sessions sessions;
    private final SecurityIdentity identity;
    private final boolean behindProxy;

    SessionResource(
            SignIn signIn,
            Sessions sessions,
            SecurityIdentity identity,
            @ConfigProperty(name = "quarkus.http.proxy.proxy-address-forwarding", defaultValue = "false")
                    boolean behindProxy) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.identity = identity;
        this.behindProxy = behindProxy;
    }

    /** A form of another site cannot send this type, so that it cannot sign anybody in either. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(InputStream body, @Context HttpServerRequest request) throws IOException {
        byte[] content = body.readNBytes(LARGEST_BODY + 1);
        if (content.length > LARGEST_BODY) {
            return AccessProblem.builder(413, "A name and a password are shorter.")
                    .build();
        }
        JsonNode asked;
        try {
            asked = JSON.readTree(content);
        } catch (JsonProcessingException e) {
            asked = JSON.nullNode();
        }
        JsonNode user = asked.path("user");
        JsonNode password = asked.path("password");
        if (!user.isTextual() || !password.isTextual() || user.textValue().indexOf('\0') >= 0) {
            return AccessProblem.builder(400, "Send {\"user\": \"...\", \"password\": \"...\"}.")
                    .build();
        }
        SignInOutcome outcome = signIn.signIn(user.textValue(), password.textValue());
        if (outcome instanceof SignedIn signedIn) {
            return Response.ok(json(signedIn.user()))
                    .cookie(cookie(signedIn.secret(), (int) Sessions.LONGEST.toSeconds(), request))
                    .build();
        }
        if (outcome instanceof LockedOut locked) {
            return later(
                    429, "Too many wrong passwords for this name. Wait, or ask an administrator.", locked.seconds());
        }
        if (outcome instanceof Busy) {
            return later(503, "Too many are signing in at this moment. Try again.", 2);
        }
        return AccessProblem.builder(401, "Name or password are wrong.").build();
    }

    @GET
    @Authenticated
    public String who() throws JsonProcessingException {
        Object shown = identity.getAttribute(SessionIdentities.DISPLAY_NAME);
        String name = identity.getPrincipal().getName();
        return json(
                name,
                identity.getRoles().iterator().next(),
                Objects.requireNonNullElse(shown, name).toString());
    }

    /** Also for a session that has ended: its cookie goes. */
    @DELETE
    @PermitAll
    public Response close(
            @CookieParam(SessionAuthentication.COOKIE) @Nullable String secret, @Context HttpServerRequest request) {
        if (secret != null) {
            sessions.close(secret);
        }
        return Response.noContent().cookie(cookie("", 0, request)).build();
    }

    private static Response later(int status, String detail, long seconds) {
        return AccessProblem.builder(status, detail)
                .header("Retry-After", seconds)
                .build();
    }

    private NewCookie cookie(String secret, int seconds, HttpServerRequest request) {
        return new NewCookie.Builder(SessionAuthentication.COOKIE)
                .value(secret)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(request.isSSL() || behindProxy)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    private static String json(User user) throws JsonProcessingException {
        return json(user.name(), user.role(), user.displayName());
    }

    private static String json(String name, String role, String displayName) throws JsonProcessingException {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("user", name);
        json.put("role", role);
        json.put("displayName", displayName);
        return JSON.writeValueAsString(json);
    }
}
