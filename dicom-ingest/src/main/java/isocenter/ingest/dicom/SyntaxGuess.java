package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Tells an uncompressed transfer syntax from the first element of a data set. */
final class SyntaxGuess {
    private SyntaxGuess() {}

    /** Empty unless the element at the position is plainly a standard element of group 0008 or 0010 and fits. */
    static Optional<TransferSyntax> at(ByteBuffer buffer, int position) {
        if (buffer.limit() - position < 8) {
            return Optional.empty();
        }
        for (TransferSyntax syntax : new TransferSyntax[] {
            TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_BIG_ENDIAN,
            TransferSyntax.IMPLICIT_LITTLE_ENDIAN
        }) {
            if (fits(buffer, position, syntax)) {
                return Optional.of(syntax);
            }
        }
        return Optional.empty();
    }

    private static boolean fits(ByteBuffer buffer, int position, TransferSyntax syntax) {
        Encoding encoding = Encoding.of(syntax);
        int tag = encoding.tag(buffer, position);
        int group = Tags.group(tag);
        if ((group != 0x0008 && group != 0x0010) || DataDictionary.vr(tag).isEmpty()) {
            return false;
        }
        if (syntax.explicitVr()) {
            return Vr.of(buffer.get(position + 4), buffer.get(position + 5)) != null;
        }
        ByteBuffer little = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long length = Integer.toUnsignedLong(little.getInt(position + 4));
        return length <= buffer.limit() - position - 8;
    }
}
