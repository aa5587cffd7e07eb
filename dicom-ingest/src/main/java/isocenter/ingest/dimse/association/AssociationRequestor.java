package isocenter.ingest.dimse.association;

import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dimse.association.AssociationException.Kind;
import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.AssociateReject;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.Pdu;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.Rejection;
import isocenter.ingest.dimse.pdu.RoleSelection;
import isocenter.ingest.dimse.pdu.UserInformation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;

/** The asking side of an association's beginning. */
public final class AssociationRequestor {
    private final AssociationSettings settings;

    public AssociationRequestor(AssociationSettings settings) {
        this.settings = settings;
    }

    /** What is asked for. */
    public record Proposal(
            String calledAeTitle, String callingAeTitle, List<ProposedContext> contexts, List<RoleSelection> roles) {
        AssociateRequest request(int longestPdu) {
            return new AssociateRequest(
                    calledAeTitle,
                    callingAeTitle,
                    contexts,
                    new UserInformation(
                            longestPdu,
                            DicomWriter.IMPLEMENTATION_CLASS_UID,
                            DicomWriter.IMPLEMENTATION_VERSION_NAME,
                            Optional.empty(),
                            roles));
        }
    }

    /**
     * Connects and asks.
     *
     * @throws AssociationException when there is no connection or the peer says no; its message says what to do
     */
    public Association open(String host, int port, Security security, Proposal proposal) {
        AssociateRequest request = proposal.request(settings.longestPdu());
        Socket socket = connect(host, port);
        UpperLayer layer = layer(socket, security, host, port);
        boolean handedOver = false;
        try {
            layer.send(Event.TRANSPORT_CONFIRMED, request);
            Pdu answer = layer.receive(settings.timeouts().association());
            if (answer instanceof AssociateReject reject) {
                throw rejected(proposal.calledAeTitle(), reject);
            }
            AssociateAccept accept = (AssociateAccept) answer;
            int longest = accept.userInformation().maximumLength();
            if (longest != 0 && longest < FragmentOutput.SMALLEST) {
                layer.abort();
                throw new AssociationException(
                        Kind.VIOLATED, "The peer takes PDUs of %d bytes only".formatted(longest));
            }
            handedOver = true;
            return new Association(
                    layer,
                    settings,
                    request,
                    socket.getInetAddress(),
                    AssociationAcceptor.contexts(request, accept.contexts()),
                    longest);
        } finally {
            if (!handedOver) {
                layer.close();
            }
        }
    }

    private Socket connect(String host, int port) {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(host, port),
                    Math.toIntExact(settings.timeouts().connect().toMillis()));
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw new AssociationException(
                    Kind.UNREACHABLE,
                    "There is no connection to %s port %d. Check host and port, and whether the node is up."
                            .formatted(host, port),
                    e);
        }
    }

    private UpperLayer layer(Socket socket, Security security, String host, int port) {
        try {
            Transport transport =
                    new Transport(socket, security, settings.timeouts().association(), settings.watchdog());
            return new UpperLayer(transport, true, settings.longestPdu(), settings.timeouts());
        } catch (IOException e) {
            closeQuietly(socket);
            throw new AssociationException(
                    Kind.UNREACHABLE,
                    "%s port %d does not agree on TLS. Check that both sides use it, and their certificates."
                            .formatted(host, port),
                    e);
        }
    }

    private static AssociationException rejected(String calledAeTitle, AssociateReject reject) {
        String words = Rejection.of(reject)
                .map(Rejection::words)
                .orElse("for the reason %d of source %d".formatted(reject.reason(), reject.source()));
        return new AssociationException(
                reject.isTransient() ? Kind.BUSY : Kind.REJECTED,
                "%s rejected the association: %s.".formatted(calledAeTitle, words));
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was not connected, or is gone.
        }
    }
}
