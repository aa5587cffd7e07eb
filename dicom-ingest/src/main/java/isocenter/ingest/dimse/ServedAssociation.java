package isocenter.ingest.dimse;

import isocenter.ingest.dimse.StorageCommitment.Reading;
import isocenter.ingest.dimse.StorageCommitment.Report;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.Status;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Answers the messages of one caller until the association ends. */
final class ServedAssociation {
    private static final Logger LOG = Logger.getLogger(ServedAssociation.class);

    private final Association association;
    private final ObjectReceiver receiver;
    private final StorageCommitment commitment;
    private final EventReporter reporter;
    /** Reports that the caller has been sent and has not acknowledged, by message ID. */
    private final Map<Integer, Report> unheard = new LinkedHashMap<>();

    private long stored;
    private long refused;

    ServedAssociation(
            Association association, ObjectReceiver receiver, StorageCommitment commitment, EventReporter reporter) {
        this.association = association;
        this.receiver = receiver;
        this.commitment = commitment;
        this.reporter = reporter;
    }

    /** Serves to the end, whatever it is. */
    void serve(Duration idle) {
        String end = "released";
        try (association) {
            for (Optional<IncomingMessage> message = association.receive(idle);
                    message.isPresent();
                    message = association.receive(idle)) {
                answer(message.get());
            }
        } catch (AssociationException e) {
            end = String.valueOf(e.getMessage());
        } finally {
            unheard.values().forEach(report -> reporter.tell(association.callingAeTitle(), report));
        }
        LOG.infof(
                "%s from %s: %d objects taken, %d refused; %s",
                association.callingAeTitle(), association.peer().getHostAddress(), stored, refused, end);
    }

    private void answer(IncomingMessage message) {
        Command command = message.command();
        Optional<CommandField> field = command.field();
        if (field.isEmpty()) {
            message.discard();
            return;
        }
        switch (field.get()) {
            case C_ECHO_RQ -> {
                message.discard();
                association.respond(
                        message,
                        command.response(CommandField.C_ECHO_RSP, Status.SUCCESS)
                                .put(CommandTags.AFFECTED_SOP_CLASS_UID, SopClasses.VERIFICATION));
            }
            case C_STORE_RQ -> store(message);
            case N_ACTION_RQ -> commit(message);
            case N_EVENT_REPORT_RSP -> {
                message.discard();
                unheard.remove(command.number(CommandTags.MESSAGE_ID_BEING_RESPONDED_TO)
                        .orElse(0));
            }
            default -> {
                message.discard();
                if (!field.get().isResponse() && field.get() != CommandField.C_CANCEL_RQ) {
                    association.respond(
                            message, command.response(field.get().response(), Status.UNRECOGNIZED_OPERATION));
                }
            }
        }
    }

    private void store(IncomingMessage message) {
        Command response = receiver.receive(message, association.callingAeTitle());
        if (Status.isDone(response.status())) {
            stored++;
        } else {
            refused++;
        }
        association.respond(message, response);
    }

    private void commit(IncomingMessage message) {
        Reading reading = commitment.read(message);
        association.respond(message, reading.response());
        if (reading.request().isEmpty()) {
            return;
        }
        Report report = commitment.report(reading.request().get());
        try {
            int id =
                    association.request(message.context(), StorageCommitment.eventReport(report), report.information());
            unheard.put(id, report);
        } catch (AssociationException gone) {
            unheard.put(0, report);
            throw gone;
        }
    }
}
