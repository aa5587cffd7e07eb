package isocenter.ingest.dimse.pdu;

/**
 * A-ASSOCIATE-RJ (PS3.8 9.3.4).
 *
 * @param result 1: for good, 2: for the moment
 * @param source 1: the application, 2: the upper layer's ACSE part, 3: its presentation part
 * @param reason depends on the source (PS3.8 table 9-21)
 */
public record AssociateReject(int result, int source, int reason) implements Pdu {
    /** True when asking again later may succeed. */
    public boolean isTransient() {
        return result == 2;
    }
}
