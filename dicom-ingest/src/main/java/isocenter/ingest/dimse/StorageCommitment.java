package isocenter.ingest.dimse;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers what is asked by N-ACTION of the Storage Commitment Push Model (PS3.4 annex J): yes for an instance whose
 * stored file is there and has its recorded hash, else no.
 */
final class StorageCommitment {
    private static final int REQUEST_STORAGE_COMMITMENT = 1;
    private static final int ALL_HELD = 1;
    private static final int SOME_FAILED = 2;
    private static final int LONGEST_REQUEST = 32 << 20;

    private final Inbox inbox;

    StorageCommitment(Inbox inbox) {
        this.inbox = inbox;
    }

    /** A sound request: which transaction, and about which instances. */
    record Request(String transactionUid, List<DataSet> references) {}

    /** The report on a transaction, as N-EVENT-REPORT says it. */
    record Report(int eventType, DataSet information) {}

    /** What came of reading a request: the response to it and, where it is sound, the request itself. */
    record Reading(Command response, Optional<Request> request) {}

    Reading read(IncomingMessage message) {
        Command command = message.command();
        Optional<Request> request = Optional.empty();
        int status;
        if (!message.context().abstractSyntax().equals(SopClasses.STORAGE_COMMITMENT)) {
            status = Status.SOP_CLASS_NOT_SUPPORTED;
        } else if (!command.text(CommandTags.REQUESTED_SOP_INSTANCE_UID)
                .equals(Optional.of(SopClasses.STORAGE_COMMITMENT_INSTANCE))) {
            status = Status.NO_SUCH_OBJECT_INSTANCE;
        } else if (command.number(CommandTags.ACTION_TYPE_ID).orElse(0) != REQUEST_STORAGE_COMMITMENT) {
            status = Status.NO_SUCH_ACTION;
        } else {
            request = request(message);
            status = request.isPresent() ? Status.SUCCESS : Status.INVALID_ARGUMENT_VALUE;
        }
        message.discard();
        Command response = command.response(CommandField.N_ACTION_RSP, status)
                .put(CommandTags.AFFECTED_SOP_CLASS_UID, SopClasses.STORAGE_COMMITMENT)
                .put(CommandTags.AFFECTED_SOP_INSTANCE_UID, SopClasses.STORAGE_COMMITMENT_INSTANCE)
                .put(CommandTags.ACTION_TYPE_ID, REQUEST_STORAGE_COMMITMENT);
        return new Reading(response, request);
    }

    private static Optional<Request> request(IncomingMessage message) {
        try {
            DataSet asked = message.dataSet(LONGEST_REQUEST);
            String transaction = asked.text(Tags.TRANSACTION_UID).orElse("");
            List<DataSet> references = asked.items(Tags.REFERENCED_SOP_SEQUENCE);
            boolean sound = SopClasses.isUid(transaction)
                    && !references.isEmpty()
                    && references.stream().allMatch(StorageCommitment::isReference);
            return sound ? Optional.of(new Request(transaction, references)) : Optional.empty();
        } catch (DicomFormatException damaged) {
            return Optional.empty();
        }
    }

    private static boolean isReference(DataSet item) {
        return SopClasses.isUid(sopClass(item)) && SopClasses.isInstanceName(instance(item));
    }

    private static String sopClass(DataSet item) {
        return item.text(Tags.REFERENCED_SOP_CLASS_UID).orElse("");
    }

    private static String instance(DataSet item) {
        return item.text(Tags.REFERENCED_SOP_INSTANCE_UID).orElse("");
    }

    /** Looks at every stored file that is asked about, which takes its time. */
    Report report(Request request) {
        List<DataSet> held = new ArrayList<>();
        List<DataSet> failed = new ArrayList<>();
        for (DataSet asked : request.references()) {
            DataSet item = new DataSet()
                    .putText(Tags.REFERENCED_SOP_CLASS_UID, sopClass(asked))
                    .putText(Tags.REFERENCED_SOP_INSTANCE_UID, instance(asked));
            switch (inbox.holding(sopClass(asked), instance(asked))) {
                case HELD -> held.add(item);
                case OF_ANOTHER_CLASS ->
                    failed.add(item.putIntegers(Tags.FAILURE_REASON, Status.CLASS_INSTANCE_CONFLICT));
                case ABSENT, DAMAGED ->
                    failed.add(item.putIntegers(Tags.FAILURE_REASON, Status.NO_SUCH_OBJECT_INSTANCE));
                case UNKNOWN -> failed.add(item.putIntegers(Tags.FAILURE_REASON, Status.PROCESSING_FAILURE));
            }
        }
        DataSet information = new DataSet().putText(Tags.TRANSACTION_UID, request.transactionUid());
        if (!held.isEmpty()) {
            information.put(Element.sequence(Tags.REFERENCED_SOP_SEQUENCE, held));
        }
        if (!failed.isEmpty()) {
            information.put(Element.sequence(Tags.FAILED_SOP_SEQUENCE, failed));
        }
        return new Report(failed.isEmpty() ? ALL_HELD : SOME_FAILED, information);
    }

    /** The request by which a report is sent. */
    static Command eventReport(Report report) {
        return Command.of(CommandField.N_EVENT_REPORT_RQ)
                .put(CommandTags.AFFECTED_SOP_CLASS_UID, SopClasses.STORAGE_COMMITMENT)
                .put(CommandTags.AFFECTED_SOP_INSTANCE_UID, SopClasses.STORAGE_COMMITMENT_INSTANCE)
                .put(CommandTags.EVENT_TYPE_ID, report.eventType());
    }
}
