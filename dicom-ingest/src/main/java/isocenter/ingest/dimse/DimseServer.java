package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationAcceptor;
import isocenter.ingest.dimse.association.Security;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The application entity that others call: Verification, Storage of every class and syntax that we know, Storage
 * Commitment where it is switched on. Nothing listens until {@link #start}.
 */
@ApplicationScoped
public class DimseServer {
    private static final Logger LOG = Logger.getLogger(DimseServer.class);
    private static final int BACKLOG = 64;

    private final DimseConfig config;
    private final Connections connections;
    private final RemoteNodes nodes;
    private final Inbox inbox;
    private @Nullable Running running;

    DimseServer(DimseConfig config, Connections connections, RemoteNodes nodes, Inbox inbox) {
        this.config = config;
        this.connections = connections;
        this.nodes = nodes;
        this.inbox = inbox;
    }

    /**
     * Opens the configured ports; without effect when they are open.
     *
     * @throws IllegalArgumentException when the configuration cannot be followed; the message says what to change
     * @throws DimseServerException when a port cannot be opened
     */
    public synchronized void start() {
        if (running == null) {
            running = new Running();
        }
    }

    /**
     * Closes the ports, lets running transfers end, and releases the associations; what is not done when
     * {@code isocenter.dimse.timeouts.stop} is over is aborted.
     */
    @PreDestroy
    public synchronized void stop() {
        if (running != null) {
            running.close();
            running = null;
        }
    }

    public synchronized boolean isRunning() {
        return running != null;
    }

    /** The open port without TLS. */
    public synchronized OptionalInt port() {
        return running == null || running.plain == null
                ? OptionalInt.empty()
                : OptionalInt.of(running.plain.localPort());
    }

    /** The open port with TLS. */
    public synchronized OptionalInt tlsPort() {
        return running == null || running.tls == null ? OptionalInt.empty() : OptionalInt.of(running.tls.localPort());
    }

    /** All that exists between start and stop. */
    private final class Running implements AutoCloseable {
        private final Set<Association> associations = ConcurrentHashMap.newKeySet();
        private final ObjectReceiver receiver;
        private final StorageCommitment commitment = new StorageCommitment(inbox);
        private final EventReporter reporter = new EventReporter(nodes, connections);
        private final Places places =
                new Places(config.limits().negotiations(), config.limits().associations());
        private final ThreadPoolExecutor threads;
        private final ServerPolicy policy;
        private final @Nullable Listener plain;
        private final @Nullable Listener tls;
        private volatile boolean closing;

        Running() {
            CallerList callers = new CallerList(config.callers().orElse(List.of()));
            SopClasses sopClasses = new SopClasses(config.storageClasses().orElse(List.of()));
            receiver = new ObjectReceiver(inbox, sopClasses, config.limits().object());
            policy = new ServerPolicy(connections.aeTitle(), callers, sopClasses, config.commitment());
            threads =
                    new ThreadPoolExecutor(0, places.total(), 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                        Thread thread = new Thread(task, "dimse");
                        thread.setDaemon(true);
                        return thread;
                    });
            @Nullable Listener withTls = null;
            if (config.tls().port().isPresent()) {
                withTls = listener(config.tls().port().getAsInt(), new TlsConnections(config.tls()).fromCallers());
            }
            tls = withTls;
            plain = config.plain() ? listener(config.port(), Security.NONE) : null;
            if (callers.isEmpty()) {
                LOG.warn("isocenter.dimse.callers is empty: everybody who calls is rejected");
            }
            for (Listener listener : listeners()) {
                listener.start();
                LOG.infof("%s listens on %s port %d", connections.aeTitle(), config.bind(), listener.localPort());
            }
        }

        private List<Listener> listeners() {
            return java.util.stream.Stream.of(plain, tls)
                    .<Listener>mapMulti((listener, taken) -> {
                        if (listener != null) {
                            taken.accept(listener);
                        }
                    })
                    .toList();
        }

        private Listener listener(int port, Security security) {
            return new Listener(
                    open(port),
                    new AssociationAcceptor(connections.settings(), security),
                    policy,
                    places,
                    threads,
                    this::serve);
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
            listeners().forEach(Listener::close);
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
    }

    private ServerSocket open(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(config.bind()), port), BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new DimseServerException(
                    "Port %d on %s cannot be opened (%s). Set isocenter.dimse.port and isocenter.dimse.bind, or end what uses it."
                            .formatted(port, config.bind(), e.getMessage()),
                    e);
        }
    }
}
