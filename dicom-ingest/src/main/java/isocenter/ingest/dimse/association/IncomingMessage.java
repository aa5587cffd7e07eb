package isocenter.ingest.dimse.association;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dimse.association.AssociationException.Kind;
import isocenter.ingest.dimse.pdu.PresentationDataValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A message whose command set has come; its data set, if it has one, comes while it is read. To be used by the thread
 * that received it, before the association receives the next one.
 */
public final class IncomingMessage {
    private final Association association;
    private final PresentationContext context;
    private final Command command;
    private boolean complete;
    private long received;
    private long waitedNanos;

    IncomingMessage(Association association, PresentationContext context, Command command) {
        this.association = association;
        this.context = context;
        this.command = command;
        this.complete = !command.hasDataSet();
    }

    public PresentationContext context() {
        return context;
    }

    public Command command() {
        return command;
    }

    public boolean hasDataSet() {
        return command.hasDataSet();
    }

    /**
     * Passes the data set on as it comes, without keeping any of it.
     *
     * @throws IOException when the target fails; the rest can still be {@linkplain #discard discarded}
     * @throws AssociationException when the peer fails
     */
    public void transferTo(OutputStream target) throws IOException {
        while (!complete) {
            PresentationDataValue fragment = next();
            target.write(
                    fragment.bytes().array(),
                    fragment.bytes().arrayOffset() + fragment.bytes().position(),
                    fragment.bytes().remaining());
        }
    }

    private PresentationDataValue next() {
        long asked = System.nanoTime();
        PresentationDataValue fragment = association.fragment(context, false);
        waitedNanos += System.nanoTime() - asked;
        received += fragment.bytes().remaining();
        complete = fragment.last();
        if (!complete && association.isTooSlow(received, waitedNanos)) {
            throw association.abortAs(
                    Kind.TIMED_OUT, "The peer sends more slowly than isocenter.dimse.limits.slowest-rate");
        }
        return fragment;
    }

    /** Reads what is left of the data set, for nothing. */
    public void discard() {
        while (!complete) {
            next();
        }
    }

    /**
     * The whole data set in memory.
     *
     * @param limit bytes that it may have
     * @throws DicomFormatException when it is damaged or longer; it has been read to its end nevertheless
     */
    public DataSet dataSet(int limit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        while (!complete && bytes.size() <= limit) {
            PresentationDataValue fragment = next();
            bytes.write(
                    fragment.bytes().array(),
                    fragment.bytes().arrayOffset() + fragment.bytes().position(),
                    fragment.bytes().remaining());
        }
        discard();
        if (bytes.size() > limit) {
            throw new DicomFormatException("the data set of a message is longer than %d bytes".formatted(limit));
        }
        return new Part10Parser().parseDataSet(bytes.toByteArray(), context.syntax());
    }
}
