package isocenter.ingest.dimse.pdu;

import java.util.Arrays;
import java.util.Optional;

/** The reasons of PS3.8 table 9-21, each with the result that belongs to it. */
public enum Rejection {
    NO_REASON_GIVEN(1, 1, 1, "it gives no reason"),
    APPLICATION_CONTEXT_NOT_SUPPORTED(1, 1, 2, "it does not know DICOM's application context"),
    CALLING_AE_TITLE_NOT_RECOGNIZED(1, 1, 3, "it does not know the AE title that calls; add it to its list of peers"),
    CALLED_AE_TITLE_NOT_RECOGNIZED(1, 1, 7, "its own AE title is another one; correct the node's AE title"),
    NO_REASON_GIVEN_BY_ACSE(1, 2, 1, "its upper layer gives no reason"),
    PROTOCOL_VERSION_NOT_SUPPORTED(1, 2, 2, "it does not know version 1 of the protocol"),
    TEMPORARY_CONGESTION(2, 3, 1, "it is congested; try again later"),
    LOCAL_LIMIT_EXCEEDED(2, 3, 2, "it has as many associations as it allows; try again later");

    private final int result;
    private final int source;
    private final int reason;
    private final String words;

    Rejection(int result, int source, int reason, String words) {
        this.result = result;
        this.source = source;
        this.reason = reason;
        this.words = words;
    }

    public AssociateReject pdu() {
        return new AssociateReject(result, source, reason);
    }

    /** What it means and what to do, as the end of a sentence about the peer. */
    public String words() {
        return words;
    }

    /** By source and reason; the result is the peer's choice. */
    public static Optional<Rejection> of(AssociateReject reject) {
        return Arrays.stream(values())
                .filter(known -> known.source == reject.source() && known.reason == reject.reason())
                .findFirst();
    }
}
