package isocenter.ingest.dimse.pdu;

import java.util.List;

/**
 * P-DATA-TF (PS3.8 9.3.5): fragments of messages.
 *
 * @param values at least one; their bytes are the decoder's own and stay valid until it decodes the next PDU
 */
public record PresentationData(List<PresentationDataValue> values) implements Pdu {}
