package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationAcceptor;
import isocenter.ingest.dimse.association.AssociationAcceptor.Answer;
import isocenter.ingest.dimse.association.AssociationAcceptor.Policy;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.pdu.Rejection;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** One open port. Connections beyond the limit are closed unread; associations beyond theirs are rejected. */
final class Listener implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Listener.class);
    private static final long RECOVERY_MILLIS = 200;

    private final ServerSocket port;
    private final AssociationAcceptor acceptor;
    private final Policy policy;
    private final Places places;
    private final ExecutorService threads;
    private final Consumer<Association> service;
    private final Set<Socket> negotiating = ConcurrentHashMap.newKeySet();

    /** @param service serves an association to its end */
    Listener(
            ServerSocket port,
            AssociationAcceptor acceptor,
            Policy policy,
            Places places,
            ExecutorService threads,
            Consumer<Association> service) {
        this.port = port;
        this.acceptor = acceptor;
        this.policy = policy;
        this.places = places;
        this.threads = threads;
        this.service = service;
    }

    int localPort() {
        return port.getLocalPort();
    }

    /** Starts taking connections, on a thread of its own. */
    void start() {
        Thread thread = new Thread(this::listen, "dimse-port-" + localPort());
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!port.isClosed()) {
            try {
                take(port.accept());
            } catch (IOException e) {
                if (!port.isClosed()) {
                    LOG.warnf("A connection could not be taken: %s", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void take(Socket socket) throws IOException {
        if (!places.enterNegotiation()) {
            socket.close();
            return;
        }
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException stopping) {
            places.leaveNegotiation();
            socket.close();
        }
    }

    private void serve(Socket socket) {
        boolean[] placed = new boolean[1];
        try {
            Optional<Association> association = negotiate(socket, placed);
            association.ifPresent(service);
        } catch (RuntimeException e) {
            // Its message may quote an object, so it goes nowhere.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.errorf(
                    "An association ended by a defect: %s at %s",
                    e.getClass().getName(), trace.length > 0 ? trace[0] : "?");
        } finally {
            if (placed[0]) {
                places.leaveAssociation();
            }
        }
    }

    private Optional<Association> negotiate(Socket socket, boolean[] placed) {
        negotiating.add(socket);
        try {
            return acceptor.accept(socket, (request, peer) -> {
                Answer answer = policy.answer(request, peer);
                if (answer instanceof Answer.Accepted) {
                    placed[0] = places.enterAssociation();
                    return placed[0] ? answer : new Answer.Rejected(Rejection.LOCAL_LIMIT_EXCEEDED);
                }
                return answer;
            });
        } catch (AssociationException e) {
            LOG.infof("%s asked for no association: %s", socket.getRemoteSocketAddress(), e.getMessage());
            return Optional.empty();
        } finally {
            negotiating.remove(socket);
            places.leaveNegotiation();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RECOVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return Integer.toString(localPort());
    }

    /** Takes no more connections, and drops those that are no associations yet. */
    @Override
    public void close() {
        close(port);
        negotiating.forEach(Listener::close);
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warnf("A socket could not be closed: %s", e.getMessage());
        }
    }
}
