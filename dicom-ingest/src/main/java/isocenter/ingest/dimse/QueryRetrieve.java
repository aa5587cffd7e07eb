package isocenter.ingest.dimse;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.PresentationContext;
import isocenter.ingest.dimse.association.Status;
import isocenter.ingest.dimse.pdu.ProposedContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The requests that we make of other nodes: C-ECHO, C-FIND, C-MOVE and C-GET (PS3.7 section 9.1), each over an association
 * of its own. All throw {@link AssociationException} when the association fails and {@link RequestFailedException} when
 * the node says no.
 */
@ApplicationScoped
class QueryRetrieve {
    private static final int LONGEST_IDENTIFIER = 4 << 20;
    private static final int MEDIUM = 0;

    private final Connections connections;
    private final Duration patience;

    QueryRetrieve(Connections connections) {
        this.connections = connections;
        this.patience = connections.settings().timeouts().response();
    }

    /** Asks whether the node understands us. */
    void echo(RemoteNode node) {
        String sopClass = SopClasses.VERIFICATION;
        try (Association association = connections.open(node, List.of(uncompressed(sopClass)), List.of())) {
            PresentationContext context = context(association, node, sopClass, "verification (C-ECHO)");
            int id = association.request(context, request(CommandField.C_ECHO_RQ, sopClass), null);
            int status = next(association, node, id, CommandField.C_ECHO_RSP)
                    .command()
                    .status();
            association.release();
            if (status != Status.SUCCESS) {
                throw RequestFailedException.status(node, "C-ECHO", status);
            }
        }
    }

    /**
     * Hands each match on as it comes.
     *
     * @param matches false ends the query by C-CANCEL
     * @return whether all matches were seen
     */
    boolean find(RemoteNode node, Query query, Predicate<DataSet> matches) {
        String sopClass = query.model().find();
        try (Association association = connections.open(node, List.of(uncompressed(sopClass)), List.of())) {
            PresentationContext context = context(association, node, sopClass, "queries (C-FIND)");
            int id = association.request(context, request(CommandField.C_FIND_RQ, sopClass), query.identifier());
            boolean wanted = true;
            while (true) {
                IncomingMessage response = next(association, node, id, CommandField.C_FIND_RSP);
                int status = response.command().status();
                if (Status.isPending(status)) {
                    DataSet match = response.dataSet(LONGEST_IDENTIFIER);
                    if (wanted && !matches.test(match)) {
                        wanted = false;
                        cancel(association, context, id);
                    }
                } else {
                    association.release();
                    if (status != Status.SUCCESS && !(status == Status.CANCELLED && !wanted)) {
                        throw RequestFailedException.status(node, "C-FIND", status);
                    }
                    return wanted;
                }
            }
        }
    }

    private static void cancel(Association association, PresentationContext context, int id) {
        association.send(
                context, Command.of(CommandField.C_CANCEL_RQ).put(CommandTags.MESSAGE_ID_BEING_RESPONDED_TO, id), null);
    }

    /** Has a study sent to the AE title {@code destination}. */
    SubOperations move(RemoteNode node, String study, String destination, Consumer<SubOperations> progress) {
        String sopClass = QueryModel.STUDY_ROOT.move();
        try (Association association = connections.open(node, List.of(uncompressed(sopClass)), List.of())) {
            PresentationContext context = context(association, node, sopClass, "retrieval by C-MOVE");
            Command request = request(CommandField.C_MOVE_RQ, sopClass).put(CommandTags.MOVE_DESTINATION, destination);
            int id = association.request(context, request, ofStudy(study));
            while (true) {
                Command response =
                        next(association, node, id, CommandField.C_MOVE_RSP).command();
                SubOperations done = SubOperations.of(response);
                progress.accept(done);
                if (!Status.isPending(response.status())) {
                    association.release();
                    return ended(node, "C-MOVE", response.status(), done);
                }
            }
        }
    }

    /**
     * Gets a study over the association that asks.
     *
     * @param sopClasses what the study's objects are of
     * @param receiver takes an object in and gives the response to it
     */
    SubOperations get(
            RemoteNode node,
            String study,
            Collection<String> sopClasses,
            Function<IncomingMessage, Command> receiver,
            Consumer<SubOperations> progress) {
        String sopClass = QueryModel.STUDY_ROOT.get();
        RetrieveContexts proposed = new RetrieveContexts(sopClass, sopClasses);
        try (Association association = connections.open(node, proposed.contexts(), proposed.roles())) {
            PresentationContext context = context(association, node, sopClass, "retrieval by C-GET");
            int id = association.request(context, request(CommandField.C_GET_RQ, sopClass), ofStudy(study));
            while (true) {
                IncomingMessage message = next(association, node, id, CommandField.C_GET_RSP, CommandField.C_STORE_RQ);
                if (message.command()
                        .field()
                        .filter(CommandField.C_STORE_RQ::equals)
                        .isPresent()) {
                    association.respond(message, receiver.apply(message));
                    continue;
                }
                SubOperations done = SubOperations.of(message.command());
                progress.accept(done);
                if (!Status.isPending(message.command().status())) {
                    association.release();
                    return ended(node, "C-GET", message.command().status(), done);
                }
            }
        }
    }

    /** A warning says that some sub-operations failed, which the numbers say too. */
    private static SubOperations ended(RemoteNode node, String what, int status, SubOperations done) {
        if (status != Status.SUCCESS && (status & 0xF000) != Status.WARNING) {
            throw RequestFailedException.status(node, what, status);
        }
        return done;
    }

    private IncomingMessage next(Association association, RemoteNode node, int id, CommandField... expected) {
        IncomingMessage message = association
                .receive(patience)
                .orElseThrow(() -> RequestFailedException.unsupported(
                        node, "an answer before it released the association, which this asks for"));
        CommandField field = message.command().field().orElse(CommandField.C_CANCEL_RQ);
        boolean answers = !field.isResponse()
                || message.command()
                                .number(CommandTags.MESSAGE_ID_BEING_RESPONDED_TO)
                                .orElse(-1)
                        == id;
        if (!List.of(expected).contains(field) || !answers) {
            throw association.violated("A message came that answers nothing that was asked");
        }
        return message;
    }

    private static PresentationContext context(Association association, RemoteNode node, String sopClass, String what) {
        return association.context(sopClass).orElseThrow(() -> {
            association.release();
            return RequestFailedException.unsupported(node, what);
        });
    }

    private static ProposedContext uncompressed(String sopClass) {
        return new ProposedContext(
                1,
                sopClass,
                List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid()));
    }

    private static Command request(CommandField field, String sopClass) {
        Command command = Command.of(field).put(CommandTags.AFFECTED_SOP_CLASS_UID, sopClass);
        return field == CommandField.C_ECHO_RQ ? command : command.put(CommandTags.PRIORITY, MEDIUM);
    }

    private static DataSet ofStudy(String study) {
        return new DataSet()
                .putText(Tags.QUERY_RETRIEVE_LEVEL, QueryLevel.STUDY.name())
                .putText(Tags.STUDY_INSTANCE_UID, study);
    }
}
