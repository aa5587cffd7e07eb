package isocenter.deploy.security;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A session's secret, to be turned into who holds it. */
final class SessionRequest extends BaseAuthenticationRequest {
    private final String secret;

    SessionRequest(String secret) {
        this.secret = secret;
    }

    String secret() {
        return secret;
    }
}
