package isocenter.ingest.dimse.association;

import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.AssociationException.Kind;
import isocenter.ingest.dimse.pdu.AnsweredContext;
import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.AsynchronousOperations;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.Rejection;
import isocenter.ingest.dimse.pdu.RoleSelection;
import isocenter.ingest.dimse.pdu.UserInformation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The answering side of an association's beginning. */
public final class AssociationAcceptor {
    private final AssociationSettings settings;
    private final Security security;

    public AssociationAcceptor(AssociationSettings settings, Security security) {
        this.settings = settings;
        this.security = security;
    }

    /** Decides about a request whose protocol version and application context are DICOM's. */
    public interface Policy {
        Answer answer(AssociateRequest request, InetAddress peer);
    }

    /** Yes or no. */
    public sealed interface Answer {
        /** Yes, with an answer to each context, and roles where they were asked for. */
        record Accepted(List<AnsweredContext> contexts, List<RoleSelection> roles) implements Answer {}

        record Rejected(Rejection reason) implements Answer {}
    }

    /**
     * Reads the request and answers it.
     *
     * @return the association; empty when the policy rejected it
     * @throws AssociationException when the peer sent no sound request in time
     */
    public Optional<Association> accept(Socket socket, Policy policy) {
        UpperLayer layer = layer(socket);
        boolean handedOver = false;
        try {
            AssociateRequest request =
                    (AssociateRequest) layer.receive(settings.timeouts().association());
            Answer answer = answer(request, policy, socket.getInetAddress());
            if (answer instanceof Answer.Rejected rejected) {
                layer.send(Event.LOCAL_REJECT, rejected.reason().pdu());
                layer.awaitClose();
                return Optional.empty();
            }
            Answer.Accepted accepted = (Answer.Accepted) answer;
            layer.send(Event.LOCAL_ACCEPT, accept(request, accepted));
            handedOver = true;
            return Optional.of(new Association(
                    layer,
                    settings,
                    request,
                    socket.getInetAddress(),
                    contexts(request, accepted.contexts()),
                    request.userInformation().maximumLength()));
        } finally {
            if (!handedOver) {
                layer.close();
            }
        }
    }

    private UpperLayer layer(Socket socket) {
        try {
            Transport transport =
                    new Transport(socket, security, settings.timeouts().association(), settings.watchdog());
            return new UpperLayer(transport, false, settings.longestPdu(), settings.timeouts());
        } catch (IOException e) {
            throw new AssociationException(Kind.UNREACHABLE, "The peer went away before it asked for anything.", e);
        }
    }

    private static Answer answer(AssociateRequest request, Policy policy, InetAddress peer) {
        if ((request.protocolVersion() & 1) == 0) {
            return new Answer.Rejected(Rejection.PROTOCOL_VERSION_NOT_SUPPORTED);
        }
        if (!request.applicationContext().equals(AssociateRequest.DICOM_APPLICATION_CONTEXT)) {
            return new Answer.Rejected(Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED);
        }
        int longest = request.userInformation().maximumLength();
        if (longest != 0 && longest < FragmentOutput.SMALLEST) {
            return new Answer.Rejected(Rejection.NO_REASON_GIVEN_BY_ACSE); // nothing could be sent to this peer
        }
        return policy.answer(request, peer);
    }

    private AssociateAccept accept(AssociateRequest request, Answer.Accepted accepted) {
        return new AssociateAccept(
                request.calledAeTitle(),
                request.callingAeTitle(),
                accepted.contexts(),
                new UserInformation(
                        settings.longestPdu(),
                        DicomWriter.IMPLEMENTATION_CLASS_UID,
                        DicomWriter.IMPLEMENTATION_VERSION_NAME,
                        request.userInformation().asynchronousOperations().map(asked -> AsynchronousOperations.NONE),
                        accepted.roles()));
    }

    /** The contexts that an acceptor answered with yes and with a transfer syntax that was proposed and is known. */
    static List<PresentationContext> contexts(AssociateRequest request, List<AnsweredContext> answers) {
        Map<Integer, ProposedContext> proposed =
                request.contexts().stream().collect(Collectors.toMap(ProposedContext::id, Function.identity()));
        List<PresentationContext> agreed = new ArrayList<>();
        for (AnsweredContext answer : answers) {
            ProposedContext asked = proposed.get(answer.id());
            if (answer.accepted() && asked != null && asked.transferSyntaxes().contains(answer.transferSyntax())) {
                TransferSyntax.of(answer.transferSyntax())
                        .ifPresent(syntax ->
                                agreed.add(new PresentationContext(answer.id(), asked.abstractSyntax(), syntax)));
            }
        }
        return agreed;
    }
}
