package isocenter.ingest.dicomweb;

/** That somebody looks at an image cannot be recorded now, so it is not shown. */
final class ViewNotRecordedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ViewNotRecordedException(Throwable cause) {
        super("Looking at images is recorded, and the record cannot be written now. Bring the database back.", cause);
    }
}
