package isocenter.ingest.archive;

/** The thread was asked to stop; the same call goes on after what was acknowledged. */
public final class IngestInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IngestInterruptedException() {
        super("The ingest run was interrupted. Run the same command again: it goes on after what is kept.");
    }
}
