package isocenter.ingest.catalogue;

/** A query that means nothing; the message says what to change and holds none of its values. */
public final class CatalogueQueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CatalogueQueryException(String message) {
        super(message);
    }
}
