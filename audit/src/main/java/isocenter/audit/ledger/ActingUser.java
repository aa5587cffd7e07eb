package isocenter.audit.ledger;

import java.util.Optional;

/**
 * Says who is acting on the present thread, where that is somebody else than the process. A bean of this type is asked
 * at every append, once, whatever its size; it must neither block nor fail.
 */
public interface ActingUser {
    /** The name of a user or token of the installation, never a patient's; empty when nobody is known to act here. */
    Optional<String> name();
}
