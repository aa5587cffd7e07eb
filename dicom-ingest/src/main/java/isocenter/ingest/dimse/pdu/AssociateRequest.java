package isocenter.ingest.dimse.pdu;

import java.util.List;

/**
 * A-ASSOCIATE-RQ (PS3.8 9.3.2).
 *
 * @param protocolVersion a set of bits; bit 0 is version 1
 * @param contexts at most 128, with IDs that differ
 */
public record AssociateRequest(
        int protocolVersion,
        String calledAeTitle,
        String callingAeTitle,
        String applicationContext,
        List<ProposedContext> contexts,
        UserInformation userInformation)
        implements Pdu {
    /** DICOM's only application context (PS3.7 annex A.2.1). */
    public static final String DICOM_APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";

    public AssociateRequest {
        contexts = List.copyOf(contexts);
    }

    /** A request of version 1 for DICOM. */
    public AssociateRequest(
            String calledAeTitle,
            String callingAeTitle,
            List<ProposedContext> contexts,
            UserInformation userInformation) {
        this(1, calledAeTitle, callingAeTitle, DICOM_APPLICATION_CONTEXT, contexts, userInformation);
    }
}
