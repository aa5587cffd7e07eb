package isocenter.ingest.dimse.pdu;

import java.nio.ByteBuffer;

/**
 * One fragment of a message (PS3.8 9.3.5.1 and annex E.2).
 *
 * @param context presentation context ID
 * @param command true for a fragment of the command set, false for one of the data set
 * @param last true for the last fragment of either
 * @param bytes the fragment, maybe empty, backed by an array
 */
public record PresentationDataValue(int context, boolean command, boolean last, ByteBuffer bytes) {}
