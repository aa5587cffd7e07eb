package isocenter.ingest.dimse.association;

/**
 * What an association may cost.
 *
 * @param longestPdu longest P-DATA-TF variable field that we take, and that we send where the peer takes any
 * @param slowestRate bytes per second: a data set that comes more slowly, once the idle time is over, ends the
 *     association
 */
public record AssociationSettings(Timeouts timeouts, int longestPdu, int slowestRate, Watchdog watchdog) {
    public static final int SMALLEST_PDU = 1 << 12;
    public static final int LARGEST_PDU = 1 << 24;

    public AssociationSettings {
        if (longestPdu < SMALLEST_PDU || longestPdu > LARGEST_PDU) {
            throw new IllegalArgumentException("isocenter.dimse.limits.pdu must be %d to %d bytes, and is %d"
                    .formatted(SMALLEST_PDU, LARGEST_PDU, longestPdu));
        }
    }
}
