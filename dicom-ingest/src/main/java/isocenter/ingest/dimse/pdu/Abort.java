package isocenter.ingest.dimse.pdu;

/**
 * A-ABORT (PS3.8 9.3.8).
 *
 * @param source 0: the application, 2: the upper layer itself
 * @param reason only means something when the source is 2
 */
public record Abort(int source, int reason) implements Pdu {
    private static final int USER = 0;
    private static final int PROVIDER = 2;

    /** The application gives up. */
    public static Abort byUser() {
        return new Abort(USER, 0);
    }

    /** The upper layer cannot go on. */
    public static Abort byProvider(AbortReason reason) {
        return new Abort(PROVIDER, reason.code());
    }
}
