package isocenter.deploy.security;

/** Tokens cannot be looked at: the database does not answer. */
public final class TokensUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TokensUnavailableException(Throwable cause) {
        super("The database does not answer, so no token can be checked. Bring it back and repeat.", cause);
    }
}
