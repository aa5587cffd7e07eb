package isocenter.ingest.dimse;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationAcceptor;
import isocenter.ingest.dimse.association.AssociationAcceptor.Answer;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.PresentationContext;
import isocenter.ingest.dimse.association.Security;
import isocenter.ingest.dimse.association.Status;
import isocenter.ingest.dimse.pdu.AnsweredContext;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.ContextResult;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.Rejection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small PACS for a machine without a real one: answers C-FIND by equality, C-GET and C-MOVE by study, and takes event
 * reports. Fails when a test says so.
 */
final class TestPacs implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    final List<DataSet> objects = Collections.synchronizedList(new ArrayList<>());
    final List<DataSet> reports = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger retrievals = new AtomicInteger();
    final AtomicInteger cancelled = new AtomicInteger();
    /** Associations to be rejected as busy, and retrievals to be aborted after one object, before all goes well. */
    final AtomicInteger busy = new AtomicInteger();

    final AtomicInteger aborting = new AtomicInteger();
    volatile int moveDestinationPort;

    private final ServerSocket port;
    private final Connections connections = new Connections(TestConfig.of("ae-title", "PACS"));

    TestPacs() throws IOException {
        port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::listen, "test-pacs");
        thread.setDaemon(true);
        thread.start();
    }

    RemoteNode node() {
        return RemoteNode.parse("PACS@127.0.0.1:" + port.getLocalPort());
    }

    int port() {
        return port.getLocalPort();
    }

    private void listen() {
        AssociationAcceptor acceptor = new AssociationAcceptor(connections.settings(), Security.NONE);
        while (true) {
            try {
                Socket socket = port.accept();
                Thread thread = new Thread(() -> serve(acceptor, socket), "test-pacs-association");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(AssociationAcceptor acceptor, Socket socket) {
        try {
            Optional<Association> accepted = acceptor.accept(socket, (request, peer) -> answer(request));
            if (accepted.isPresent()) {
                try (Association association = accepted.get()) {
                    for (Optional<IncomingMessage> message = association.receive(PATIENCE);
                            message.isPresent();
                            message = association.receive(PATIENCE)) {
                        answer(association, message.get());
                    }
                }
            }
        } catch (AssociationException gone) {
            // The tests look at what the other side makes of it.
        }
    }

    private Answer answer(AssociateRequest request) {
        if (busy.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return new Answer.Rejected(Rejection.TEMPORARY_CONGESTION);
        }
        return new Answer.Accepted(
                request.contexts().stream()
                        .map(context -> new AnsweredContext(
                                context.id(),
                                ContextResult.ACCEPTANCE,
                                context.transferSyntaxes().get(0)))
                        .toList(),
                request.userInformation().roles());
    }

    private void answer(Association association, IncomingMessage message) {
        switch (message.command().field().orElseThrow()) {
            case C_ECHO_RQ ->
                association.respond(message, message.command().response(CommandField.C_ECHO_RSP, Status.SUCCESS));
            case C_FIND_RQ -> find(association, message);
            case C_GET_RQ -> get(association, message);
            case C_MOVE_RQ -> move(association, message);
            case N_EVENT_REPORT_RQ -> {
                reports.add(message.dataSet(1 << 20));
                association.respond(
                        message, message.command().response(CommandField.N_EVENT_REPORT_RSP, Status.SUCCESS));
            }
            default -> message.discard();
        }
    }

    private void find(Association association, IncomingMessage message) {
        DataSet asked = message.dataSet(1 << 20);
        int unique = switch (asked.text(Tags.QUERY_RETRIEVE_LEVEL).orElseThrow()) {
            case "STUDY" -> Tags.STUDY_INSTANCE_UID;
            case "SERIES" -> Tags.SERIES_INSTANCE_UID;
            default -> Tags.SOP_INSTANCE_UID;
        };
        Map<String, DataSet> matches = new LinkedHashMap<>();
        for (DataSet object : objects) {
            if (matches(object, asked)) {
                matches.putIfAbsent(object.text(unique).orElseThrow(), object);
            }
        }
        for (DataSet match : matches.values()) {
            DataSet answer = new DataSet();
            asked.forEach(key -> match.get(key.tag()).ifPresent(answer::put));
            association.send(
                    message.context(), message.command().response(CommandField.C_FIND_RSP, Status.PENDING), answer);
        }
        if (asked.text(Tags.ACCESSION_NUMBER).equals(Optional.of("WAIT-FOR-CANCEL"))) {
            IncomingMessage cancel = association.receive(PATIENCE).orElseThrow();
            if (cancel.command().field().equals(Optional.of(CommandField.C_CANCEL_RQ))) {
                cancelled.incrementAndGet();
            }
            association.respond(message, message.command().response(CommandField.C_FIND_RSP, Status.CANCELLED));
            return;
        }
        association.respond(message, message.command().response(CommandField.C_FIND_RSP, Status.SUCCESS));
    }

    private static boolean matches(DataSet object, DataSet asked) {
        for (int key : new int[] {Tags.STUDY_INSTANCE_UID, Tags.SERIES_INSTANCE_UID, Tags.PATIENT_ID}) {
            Optional<String> wanted = asked.text(key);
            if (wanted.isPresent() && !wanted.equals(object.text(key))) {
                return false;
            }
        }
        return true;
    }

    private List<DataSet> ofStudy(DataSet asked) {
        return objects.stream()
                .filter(object -> object.text(Tags.STUDY_INSTANCE_UID).equals(asked.text(Tags.STUDY_INSTANCE_UID)))
                .toList();
    }

    private boolean abortsNow() {
        return aborting.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private void get(Association association, IncomingMessage message) {
        List<DataSet> found = ofStudy(message.dataSet(1 << 20));
        retrievals.incrementAndGet();
        boolean abort = abortsNow();
        int done = 0;
        int failed = 0;
        for (DataSet object : found) {
            PresentationContext context = association
                    .context(object.text(Tags.SOP_CLASS_UID).orElseThrow())
                    .orElseThrow();
            int status = TestServer.store(association, context, object).status();
            if (Status.isDone(status)) {
                done++;
            } else {
                failed++;
            }
            if (abort) {
                association.close();
                return;
            }
            association.respond(message, counted(message, CommandField.C_GET_RSP, Status.PENDING, found, done, failed));
        }
        association.respond(
                message,
                counted(message, CommandField.C_GET_RSP, failed == 0 ? 0 : Status.WARNING, found, done, failed));
    }

    private void move(Association association, IncomingMessage message) {
        DataSet asked = message.dataSet(1 << 20);
        String destination =
                message.command().text(CommandTags.MOVE_DESTINATION).orElseThrow();
        if (!destination.equals("ISOCENTER")) {
            association.respond(message, message.command().response(CommandField.C_MOVE_RSP, 0xA801));
            return;
        }
        List<DataSet> found = ofStudy(asked);
        retrievals.incrementAndGet();
        int done = 0;
        int failed = 0;
        String sopClass = found.get(0).text(Tags.SOP_CLASS_UID).orElseThrow();
        ProposedContext context =
                new ProposedContext(1, sopClass, List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid()));
        RemoteNode to = RemoteNode.parse("ISOCENTER@127.0.0.1:" + moveDestinationPort);
        try (Association out = connections.open(to, List.of(context), List.of())) {
            for (DataSet object : found) {
                int status = TestServer.store(out, out.context(sopClass).orElseThrow(), object)
                        .status();
                if (Status.isDone(status)) {
                    done++;
                } else {
                    failed++;
                }
                association.respond(
                        message, counted(message, CommandField.C_MOVE_RSP, Status.PENDING, found, done, failed));
            }
            out.release();
        }
        association.respond(
                message,
                counted(message, CommandField.C_MOVE_RSP, failed == 0 ? 0 : Status.WARNING, found, done, failed));
    }

    private static Command counted(
            IncomingMessage message, CommandField field, int status, List<DataSet> found, int done, int failed) {
        return message.command()
                .response(field, status)
                .put(CommandTags.REMAINING_SUB_OPERATIONS, found.size() - done - failed)
                .put(CommandTags.COMPLETED_SUB_OPERATIONS, done)
                .put(CommandTags.FAILED_SUB_OPERATIONS, failed)
                .put(CommandTags.WARNING_SUB_OPERATIONS, 0);
    }

    @Override
    public void close() throws IOException {
        port.close();
        connections.close();
    }
}
