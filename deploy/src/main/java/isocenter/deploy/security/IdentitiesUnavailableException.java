package isocenter.deploy.security;

/** Nobody can be recognised: the database does not answer. */
public final class IdentitiesUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IdentitiesUnavailableException(Throwable cause) {
        super(
                "The database does not answer, so nobody's token or password can be checked. Bring it back and repeat.",
                cause);
    }
}
