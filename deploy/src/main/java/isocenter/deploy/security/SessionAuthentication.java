package isocenter.deploy.security;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * A session's cookie. What changes something must also carry the header {@value #HEADER}, which no page of another site
 * can send. A session that has ended counts as none, so that its cookie keeps nobody from signing in.
 */
@ApplicationScoped
class SessionAuthentication implements HttpAuthenticationMechanism {
    static final String COOKIE = "isocenter_session";
    static final String HEADER = "X-Isocenter";

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null || context.request().getHeader("Authorization") != null) {
            return Uni.createFrom().nullItem();
        }
        if (!READING.contains(context.request().method()) && context.request().getHeader(HEADER) == null) {
            return refused(
                    context,
                    403,
                    "Requests that change something carry the header " + HEADER + ": 1 beside the cookie.");
        }
        return identities
                .authenticate(new SessionRequest(cookie.getValue()))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithNull()
                .onFailure(IdentitiesUnavailableException.class)
                .recoverWithUni(() -> {
                    context.response().putHeader("Retry-After", "10");
                    return refused(context, 503, "The database does not answer. Ask again later.");
                });
    }

    private static Uni<SecurityIdentity> refused(RoutingContext context, int status, String detail) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", AccessProblem.TYPE)
                .end(AccessProblem.json(status, detail));
        return Uni.createFrom().failure(new AuthenticationCompletionException());
    }

    /** The challenge is that for a token. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(SessionRequest.class);
    }
}
