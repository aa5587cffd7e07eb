package isocenter.ingest.dimse.pdu;

import java.util.List;
import java.util.Optional;

/**
 * The user information of a request or an answer (PS3.8 annex D, PS3.7 annex D.3.3). Extended negotiation and user
 * identity of a peer are passed over: both may be ignored by who does not support them (PS3.7 D.3.3.5 to D.3.3.7).
 *
 * @param maximumLength longest P-DATA-TF variable field that the sender of this takes; 0 means any
 */
public record UserInformation(
        int maximumLength,
        String implementationClassUid,
        String implementationVersionName,
        Optional<AsynchronousOperations> asynchronousOperations,
        List<RoleSelection> roles) {
    public UserInformation {
        roles = List.copyOf(roles);
    }
}
