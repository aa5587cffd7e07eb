package isocenter.ingest.dimse.pdu;

/**
 * SCP/SCU role selection (PS3.7 D.3.3.4), seen from the association's requestor.
 *
 * @param scu the requestor may be the SCU of this class
 * @param scp the requestor may be the SCP of this class
 */
public record RoleSelection(String sopClass, boolean scu, boolean scp) {}
