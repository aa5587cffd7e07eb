package isocenter.ingest.dimse.pdu;

/** Bytes that are no PDU, or one beyond the limits. The message names lengths and codes, never a value of the peer. */
public final class PduException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AbortReason reason;

    public PduException(AbortReason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static PduException invalid(String message) {
        return new PduException(AbortReason.INVALID_PDU_PARAMETER_VALUE, message);
    }

    /** What an A-ABORT about it says. */
    public AbortReason reason() {
        return reason;
    }
}
