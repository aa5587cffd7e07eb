package isocenter.ingest.dimse;

import isocenter.ingest.archive.ArrivalTooLargeException;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.StoreException;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.Status;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Takes the object of a C-STORE request in, fragment by fragment, and answers once what became of it is durable. Used for
 * objects that callers send and for those that a C-GET brings.
 */
final class ObjectReceiver {
    private static final Logger LOG = Logger.getLogger(ObjectReceiver.class);

    private final Inbox inbox;
    private final SopClasses sopClasses;
    private final long largest;

    /** @param largest bytes of an object */
    ObjectReceiver(Inbox inbox, SopClasses sopClasses, long largest) {
        this.inbox = inbox;
        this.sopClasses = sopClasses;
        this.largest = largest;
    }

    /**
     * Takes the object in.
     *
     * @param source AE title of who sends it
     * @return the response to be sent
     * @throws AssociationException when the sender fails; nothing of the object stays
     */
    Command receive(IncomingMessage message, String source) {
        Command request = message.command();
        String sopClass = request.text(CommandTags.AFFECTED_SOP_CLASS_UID).orElse("");
        String instance = request.text(CommandTags.AFFECTED_SOP_INSTANCE_UID).orElse("");
        StoreAnswer answer = answer(message, source, sopClass, instance);
        message.discard();
        Command response = request.response(CommandField.C_STORE_RSP, answer.status());
        if (SopClasses.isUid(sopClass) && SopClasses.isInstanceName(instance)) {
            response.put(CommandTags.AFFECTED_SOP_CLASS_UID, sopClass)
                    .put(CommandTags.AFFECTED_SOP_INSTANCE_UID, instance);
        }
        if (!answer.comment().isEmpty()) {
            response.put(CommandTags.ERROR_COMMENT, answer.comment());
        }
        return response;
    }

    private StoreAnswer answer(IncomingMessage message, String source, String sopClass, String instance) {
        if (!message.context().abstractSyntax().equals(sopClass) || !sopClasses.isStorage(sopClass)) {
            return new StoreAnswer(Status.SOP_CLASS_NOT_SUPPORTED, "the SOP class is not that of the context");
        }
        if (!SopClasses.isInstanceName(instance)) {
            return new StoreAnswer(Status.CANNOT_UNDERSTAND, "the SOP Instance UID is none");
        }
        if (!message.hasDataSet()) {
            return new StoreAnswer(Status.CANNOT_UNDERSTAND, "the request has no data set");
        }
        try (Inbox.Delivery delivery = inbox.begin()) {
            DicomWriter.writeHeader(sopClass, instance, message.context().syntax(), Optional.of(source), delivery);
            Watched watched = new Watched(delivery);
            message.transferTo(watched);
            return watched.contradicts(message.context().syntax(), sopClass, instance)
                    ? new StoreAnswer(
                            Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS, "the data set has other UIDs than the request")
                    : StoreAnswer.to(delivery.keep());
        } catch (TooLargeException | ArrivalTooLargeException e) {
            return new StoreAnswer(Status.CANNOT_UNDERSTAND, "the object is larger than any that is kept");
        } catch (StoreException e) {
            LOG.errorf("An object of %s was not taken in: %s", source, e.getMessage());
            return StoreAnswer.NOT_NOW;
        } catch (IOException | UncheckedIOException e) {
            LOG.errorf(e, "An object of %s was not taken in", source);
            return StoreAnswer.NOT_NOW;
        } catch (AssociationException e) {
            throw e;
        } catch (RuntimeException e) {
            // A defect of ours must not end the association; its message may quote the object, so it goes nowhere.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.errorf(
                    "An object of %s could not be examined: %s at %s",
                    source, e.getClass().getName(), trace.length > 0 ? trace[0] : "?");
            return new StoreAnswer(Status.PROCESSING_FAILURE, "");
        }
    }

    /** The answer to one object. */
    record StoreAnswer(int status, String comment) {
        static final StoreAnswer NOT_NOW =
                new StoreAnswer(Status.OUT_OF_RESOURCES, "the archive cannot store now; try again later");

        /** Longest Error Comment (0000,0902), VR LO. */
        private static final int LONGEST = 64;

        StoreAnswer {
            String plain = comment.replaceAll("[^ -\\[\\]-~]", "?");
            comment = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
        }

        static StoreAnswer to(IngestOutcome outcome) {
            if (outcome instanceof IngestOutcome.Quarantined quarantined) {
                return new StoreAnswer(Status.CANNOT_UNDERSTAND, quarantined.reason());
            }
            if (outcome instanceof IngestOutcome.Skipped skipped) {
                return new StoreAnswer(Status.CANNOT_UNDERSTAND, skipped.reason());
            }
            if (outcome instanceof IngestOutcome.Conflict) {
                return new StoreAnswer(Status.WARNING, "kept beside other content under the same SOP Instance UID");
            }
            return new StoreAnswer(Status.SUCCESS, "");
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Counts the bytes that pass, and looks at the first of them. */
    private final class Watched extends FilterOutputStream {
        private static final int HEAD = 4096;

        private final ByteBuffer head = ByteBuffer.allocate(HEAD);
        private long left = largest;

        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
            if (left < 0) {
                throw new TooLargeException();
            }
            head.put(bytes, offset, Math.min(length, head.remaining()));
            out.write(bytes, offset, length);
        }

        /** True when the data set says plainly that it is another object than the request does. */
        boolean contradicts(TransferSyntax syntax, String sopClass, String instance) {
            DataSet first = new Part10Parser().parseHead(head.flip(), syntax, Tags.SOP_INSTANCE_UID);
            return first.text(Tags.SOP_CLASS_UID)
                            .filter(own -> !own.equals(sopClass))
                            .isPresent()
                    || first.text(Tags.SOP_INSTANCE_UID)
                            .filter(own -> !own.equals(instance))
                            .isPresent();
        }
    }
}
