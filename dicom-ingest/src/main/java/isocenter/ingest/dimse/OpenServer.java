package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationAcceptor;
import isocenter.ingest.dimse.association.Security;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** All that exists between the server's start and its stop: ports, threads and associations. */
final class OpenServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(OpenServer.class);
    private static final int BACKLOG = 64;
    private static final int IDLE_THREAD_SECONDS = 30;

    private final DimseConfig config;
    private final ObjectReceiver receiver;
    private final StorageCommitment commitment;
    private final EventReporter reporter;
    private final ThreadPoolExecutor threads;
    private final List<Listener> listeners = new ArrayList<>();
    private final OptionalInt port;
    private final OptionalInt tlsPort;
    private final Set<Association> associations = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    OpenServer(DimseConfig config, Connections connections, RemoteNodes nodes, Inbox inbox) {
        this.config = config;
        CallerList callers = new CallerList(config.callers().orElse(List.of()));
        SopClasses sopClasses = new SopClasses(config.storageClasses().orElse(List.of()));
        ServerPolicy policy = new ServerPolicy(connections.aeTitle(), callers, sopClasses, config.commitment());
        receiver = new ObjectReceiver(inbox, sopClasses, config.limits().object());
        commitment = new StorageCommitment(inbox);
        reporter = new EventReporter(nodes, connections);
        Places places =
                new Places(config.limits().negotiations(), config.limits().associations());
        threads = new ThreadPoolExecutor(
                0, places.total(), IDLE_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "dimse");
                    thread.setDaemon(true);
                    return thread;
                });
        boolean complete = false;
        try {
            port = config.plain()
                    ? OptionalInt.of(listen(config.port(), Security.NONE, connections, policy, places))
                    : OptionalInt.empty();
            tlsPort = config.tls().port().isPresent()
                    ? OptionalInt.of(listen(
                            config.tls().port().getAsInt(),
                            new TlsConnections(config.tls()).fromCallers(),
                            connections,
                            policy,
                            places))
                    : OptionalInt.empty();
            complete = true;
        } finally {
            if (!complete) {
                close();
            }
        }
        if (callers.isEmpty()) {
            LOG.warn("isocenter.dimse.callers is empty: everybody who calls is rejected");
        }
        listeners.forEach(Listener::start);
        LOG.infof("%s listens on %s, ports %s", connections.aeTitle(), config.bind(), listeners);
    }

    private int listen(int at, Security security, Connections connections, ServerPolicy policy, Places places) {
        AssociationAcceptor acceptor = new AssociationAcceptor(connections.settings(), security);
        Listener listener = new Listener(open(at), acceptor, policy, places, threads, this::serve);
        listeners.add(listener);
        return listener.localPort();
    }

    OptionalInt port() {
        return port;
    }

    OptionalInt tlsPort() {
        return tlsPort;
    }

    private void serve(Association association) {
        associations.add(association);
        try {
            if (closing) {
                association.releaseWhenIdle();
            }
            new ServedAssociation(association, receiver, commitment, reporter)
                    .serve(config.timeouts().idle());
        } finally {
            associations.remove(association);
        }
    }

    @Override
    public void close() {
        closing = true;
        listeners.forEach(Listener::close);
        associations.forEach(Association::releaseWhenIdle);
        threads.shutdown();
        if (!ended(config.timeouts().stop())) {
            LOG.warnf("%d associations are aborted: their transfers took too long", associations.size());
            associations.forEach(Association::abortAtOnce);
        }
        reporter.close();
    }

    private boolean ended(Duration within) {
        try {
            return threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ServerSocket open(int at) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(config.bind()), at), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new DimseServerException(
                    "Port %d on %s cannot be opened (%s). Change isocenter.dimse.port or isocenter.dimse.bind, or end what uses it."
                            .formatted(at, config.bind(), e.getMessage()),
                    e);
        }
    }
}
