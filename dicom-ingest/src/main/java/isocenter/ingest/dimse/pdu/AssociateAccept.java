package isocenter.ingest.dimse.pdu;

import java.util.List;

/** A-ASSOCIATE-AC (PS3.8 9.3.3). The AE titles repeat the request's and are not to be tested. */
public record AssociateAccept(
        String calledAeTitle, String callingAeTitle, List<AnsweredContext> contexts, UserInformation userInformation)
        implements Pdu {
    public AssociateAccept {
        contexts = List.copyOf(contexts);
    }
}
