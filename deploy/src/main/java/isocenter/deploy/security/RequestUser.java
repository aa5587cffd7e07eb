package isocenter.deploy.security;

import io.quarkus.arc.Arc;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import isocenter.audit.ledger.ActingUser;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** The user or token whose request the present thread serves. Commands serve none. */
@ApplicationScoped
class RequestUser implements ActingUser {
    private final CurrentIdentityAssociation current;

    RequestUser(CurrentIdentityAssociation current) {
        this.current = current;
    }

    @Override
    public Optional<String> name() {
        if (!Arc.container().requestContext().isActive()) {
            return Optional.empty();
        }
        SecurityIdentity identity = current.getIdentity();
        return identity.isAnonymous()
                ? Optional.empty()
                : Optional.of(identity.getPrincipal().getName());
    }
}
