/**
 * The protocol data units of the DICOM upper layer (PS3.8 section 9.3) as bytes and as records, with bounds on all that
 * a hostile peer may claim. Enter through {@link isocenter.ingest.dimse.pdu.PduDecoder} and
 * {@link isocenter.ingest.dimse.pdu.PduEncoder}. Knows no sockets and no states: those are {@code association}'s.
 */
@NullMarked
package isocenter.ingest.dimse.pdu;

import org.jspecify.annotations.NullMarked;
