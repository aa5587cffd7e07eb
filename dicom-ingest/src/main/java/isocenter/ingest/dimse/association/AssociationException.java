package isocenter.ingest.dimse.association;

/** An association could not be made, or ended before its work was done. Messages hold no patient data. */
public final class AssociationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** How it ended. */
    public enum Kind {
        /** No connection, or no TLS handshake. */
        UNREACHABLE,
        /** The peer answered no, for good. */
        REJECTED,
        /** The peer answered no, for the moment. */
        BUSY,
        /** The peer sent A-ABORT. */
        ABORTED,
        /** The connection went away. */
        LOST,
        /** The peer was too slow. */
        TIMED_OUT,
        /** The peer broke the protocol or a limit, and was sent A-ABORT. */
        VIOLATED
    }

    private final Kind kind;

    AssociationException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    AssociationException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
