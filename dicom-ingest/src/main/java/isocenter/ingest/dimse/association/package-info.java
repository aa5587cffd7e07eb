/**
 * Associations over TCP or TLS (PS3.8) and the DIMSE messages that they carry (PS3.7): the state machine, its timers,
 * and streams of fragments. Enter through {@link isocenter.ingest.dimse.association.AssociationAcceptor} and
 * {@link isocenter.ingest.dimse.association.AssociationRequestor}. Builds on {@code pdu}; what the messages mean is
 * {@code dimse}'s.
 */
@NullMarked
package isocenter.ingest.dimse.association;

import org.jspecify.annotations.NullMarked;
