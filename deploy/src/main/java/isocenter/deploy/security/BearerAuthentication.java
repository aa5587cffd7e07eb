package isocenter.deploy.security;

import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.credential.TokenCredential;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TokenAuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** {@code Authorization: Bearer TOKEN} (RFC 6750). Without it a request has no identity and no resource takes it. */
@ApplicationScoped
class BearerAuthentication implements HttpAuthenticationMechanism {
    static final String CHALLENGE = "Bearer realm=\"isocenter\"";

    private static final String SCHEME = "bearer ";

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        String header = context.request().getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Uni.createFrom().nullItem();
        }
        TokenCredential token =
                new TokenCredential(header.substring(SCHEME.length()).strip(), "bearer");
        return identities
                .authenticate(new TokenAuthenticationRequest(token))
                .onFailure(IdentitiesUnavailableException.class)
                .recoverWithUni(() -> notNow(context));
    }

    /** Who cannot be checked is neither let in nor called unknown: repeating later helps. */
    private static Uni<SecurityIdentity> notNow(RoutingContext context) {
        context.response().setStatusCode(503).putHeader("Retry-After", "10").end();
        return Uni.createFrom().failure(new AuthenticationCompletionException());
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", CHALLENGE));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TokenAuthenticationRequest.class);
    }
}
