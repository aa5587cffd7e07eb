package isocenter.ingest.dimse.pdu;

/** The asynchronous operations window (PS3.7 D.3.3.3); 0 means any number. */
public record AsynchronousOperations(int invoked, int performed) {
    /** One at a time in each direction, as without any negotiation. */
    public static final AsynchronousOperations NONE = new AsynchronousOperations(1, 1);
}
