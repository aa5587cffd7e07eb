package isocenter.deploy.security;

import isocenter.annotate.reading.Readers;
import isocenter.ingest.dicomweb.Roles;
import jakarta.enterprise.context.ApplicationScoped;

/** Users and tokens of the role radiologist may read studies. */
@ApplicationScoped
class RegisteredReaders implements Readers {
    private final Users users;
    private final ApiTokens tokens;

    RegisteredReaders(Users users, ApiTokens tokens) {
        this.users = users;
        this.tokens = tokens;
    }

    @Override
    public boolean mayRead(String name) {
        return users.list().stream()
                        .anyMatch(user -> user.name().equals(name)
                                && user.disabled() == null
                                && user.role().equals(Roles.RADIOLOGIST))
                || tokens.list().stream()
                        .anyMatch(token -> token.name().equals(name)
                                && token.revoked() == null
                                && token.role().equals(Roles.RADIOLOGIST));
    }
}
