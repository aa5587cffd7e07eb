package isocenter.ingest.dimse.association;

import isocenter.ingest.dimse.association.AssociationException.Kind;
import isocenter.ingest.dimse.pdu.Abort;
import isocenter.ingest.dimse.pdu.AbortReason;
import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.AssociateReject;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.Pdu;
import isocenter.ingest.dimse.pdu.PduDecoder;
import isocenter.ingest.dimse.pdu.PduEncoder;
import isocenter.ingest.dimse.pdu.PduException;
import isocenter.ingest.dimse.pdu.PresentationData;
import isocenter.ingest.dimse.pdu.ReleaseRequest;
import isocenter.ingest.dimse.pdu.ReleaseResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The state machine of PS3.8 section 9.2 over one connection. One thread reads; any thread may write or close, and the
 * state changes under the object's lock.
 */
final class UpperLayer implements AutoCloseable {
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final Transport transport;
    private final boolean requestor;
    private final Timeouts timeouts;
    private final PduDecoder decoder;
    private State state = State.IDLE;

    /** @param longestData longest P-DATA-TF that the peer is told it may send */
    UpperLayer(Transport transport, boolean requestor, int longestData, Timeouts timeouts) {
        this.transport = transport;
        this.requestor = requestor;
        this.timeouts = timeouts;
        this.decoder = new PduDecoder(longestData);
        if (requestor) {
            apply(Event.LOCAL_REQUEST);
        } else {
            apply(Event.TRANSPORT_INDICATED);
        }
    }

    synchronized State state() {
        return state;
    }

    private synchronized Action apply(Event event) {
        Action action = StateTable.action(event, state)
                .orElseThrow(() ->
                        new AssociationException(Kind.LOST, "The association is already at its end; make a new one."));
        state = action.next(requestor);
        return action;
    }

    /** Sends a PDU of our own that is due in this state. */
    synchronized void send(Event event, Pdu pdu) {
        apply(event);
        byte[] bytes = PduEncoder.encode(pdu);
        write(bytes, bytes.length, timeouts.pdu());
    }

    /** Sends a complete P-DATA-TF. */
    synchronized void sendData(byte[] pdu, int length) {
        apply(Event.LOCAL_DATA);
        write(pdu, length, timeouts.pdu());
    }

    private synchronized void write(byte[] bytes, int length, Duration within) {
        try {
            transport.writeWithin(within);
            transport.out().write(bytes, 0, length);
            transport.out().flush();
            transport.written();
        } catch (IOException e) {
            throw ended(e);
        }
    }

    /**
     * The next PDU that means something to the application in this state; what does not, is answered as the standard's
     * table says.
     *
     * @param wait for its first byte
     */
    Pdu receive(Duration wait) {
        Pdu pdu;
        try {
            transport.readWithin(wait);
            int type = transport.in().read();
            if (type < 0) {
                throw new IOException("the peer closed the connection");
            }
            transport.readWithin(timeouts.pdu());
            pdu = decoder.decode(type, transport.in());
            transport.received();
        } catch (PduException e) {
            throw refuse(apply(Event.INVALID_RECEIVED), e.reason(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw ended(e);
        }
        Action action = apply(event(pdu));
        return switch (action) {
            case AE_3, AE_6, DT_2, AR_2, AR_6, AR_8, AR_10 -> pdu;
            case AE_4, AR_3 -> {
                close();
                yield pdu;
            }
            case AA_2, AA_3 -> {
                close();
                throw new AssociationException(Kind.ABORTED, "The peer aborted the association" + words(pdu));
            }
            default -> throw refuse(action, AbortReason.UNEXPECTED_PDU, "a PDU came that does not belong here");
        };
    }

    /** The next data; empty once the association is released, by either side and whoever came first. */
    Optional<PresentationData> receiveData(Duration wait) {
        while (true) {
            Pdu pdu = receive(wait);
            if (pdu instanceof PresentationData data && state() == State.ESTABLISHED) {
                return Optional.of(data);
            }
            switch (state()) {
                case AWAITING_LOCAL_RELEASE, COLLISION_ACCEPTOR_LOCAL -> {
                    send(Event.LOCAL_RELEASE_RESPONSE, new ReleaseResponse());
                    awaitClose();
                    return Optional.empty();
                }
                case COLLISION_REQUESTOR_LOCAL -> send(Event.LOCAL_RELEASE_RESPONSE, new ReleaseResponse());
                case IDLE -> {
                    return Optional.empty();
                }
                default -> {}
            }
        }
    }

    /** Asks for the release; {@link #receiveData} brings the answer. */
    synchronized void requestRelease() {
        send(Event.LOCAL_RELEASE, new ReleaseRequest());
        transport.readWithin(timeouts.association());
    }

    /** Sends A-ABORT where there is somebody to send it to, and closes. */
    void abort() {
        if (sendAbort(timeouts.association())) {
            awaitClose();
        }
        close();
    }

    /** As {@link #abort}, from a thread that does not read, and without waiting for the peer or for a write to it. */
    void abortAtOnce() {
        if (transport.isWriting()) {
            transport.close();
            return;
        }
        sendAbort(AT_ONCE);
        close();
    }

    /** False when there is nobody to tell. */
    private synchronized boolean sendAbort(Duration within) {
        if (StateTable.action(Event.LOCAL_ABORT, state).isEmpty()) {
            return false;
        }
        try {
            apply(Event.LOCAL_ABORT);
            byte[] bytes = PduEncoder.encode(Abort.byUser());
            write(bytes, bytes.length, within);
            return true;
        } catch (AssociationException gone) {
            return false;
        }
    }

    /** Refuses what came: A-ABORT as the table says, then the end. */
    private AssociationException refuse(Action action, AbortReason reason, String message) {
        Abort abort = action == Action.AA_1 ? Abort.byUser() : Abort.byProvider(reason);
        try {
            byte[] bytes = PduEncoder.encode(abort);
            write(bytes, bytes.length, timeouts.association());
            awaitClose();
        } catch (AssociationException gone) {
            // The peer has gone already.
        }
        close();
        return new AssociationException(Kind.VIOLATED, "The peer broke the protocol and was sent A-ABORT: " + message);
    }

    /** Waits until the peer closes, but for the ARTIM timer's time; closing first could take our last PDU from it. */
    void awaitClose() {
        try {
            transport.readWithin(timeouts.association());
            byte[] ignored = new byte[1 << 12];
            while (transport.in().read(ignored) >= 0) {
                // AA-6: what comes after our last word is ignored.
            }
        } catch (IOException e) {
            // Closed in another way.
        }
        close();
    }

    private AssociationException ended(IOException cause) {
        if (!transport.expired()) {
            close();
            return new AssociationException(
                    Kind.LOST, "The connection ended before it was released; try again.", cause);
        }
        if (state() == State.AWAITING_REQUEST) {
            apply(Event.ARTIM_EXPIRED);
        } else {
            abort();
        }
        close();
        return new AssociationException(
                Kind.TIMED_OUT,
                "The peer was silent or slow for longer than isocenter.dimse.timeouts allows; try again, or allow more.",
                cause);
    }

    private static Event event(Pdu pdu) {
        if (pdu instanceof PresentationData) {
            return Event.DATA_RECEIVED;
        }
        if (pdu instanceof AssociateRequest) {
            return Event.REQUEST_RECEIVED;
        }
        if (pdu instanceof AssociateAccept) {
            return Event.ACCEPT_RECEIVED;
        }
        if (pdu instanceof AssociateReject) {
            return Event.REJECT_RECEIVED;
        }
        if (pdu instanceof ReleaseRequest) {
            return Event.RELEASE_RECEIVED;
        }
        return pdu instanceof ReleaseResponse ? Event.RELEASE_RESPONSE_RECEIVED : Event.ABORT_RECEIVED;
    }

    private static String words(Pdu pdu) {
        return pdu instanceof Abort abort ? " (source %d, reason %d).".formatted(abort.source(), abort.reason()) : ".";
    }

    @Override
    public synchronized void close() {
        transport.close();
        state = State.IDLE;
    }
}
