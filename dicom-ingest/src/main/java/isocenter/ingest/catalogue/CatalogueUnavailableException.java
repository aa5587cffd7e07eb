package isocenter.ingest.catalogue;

/** The database did not answer; repeating later helps. */
public final class CatalogueUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CatalogueUnavailableException(Throwable cause) {
        super("The database does not answer. Bring it back and repeat.", cause);
    }
}
