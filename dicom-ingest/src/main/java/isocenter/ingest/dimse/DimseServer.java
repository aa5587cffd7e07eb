package isocenter.ingest.dimse;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The application entity that others call: Verification, Storage of every class and syntax that we know, Storage
 * Commitment where it is switched on. Nothing listens until {@link #start}.
 */
@ApplicationScoped
public class DimseServer {
    private final DimseConfig config;
    private final Connections connections;
    private final RemoteNodes nodes;
    private final Inbox inbox;
    private @Nullable OpenServer open;

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
        if (open == null) {
            open = new OpenServer(config, connections, nodes, inbox);
        }
    }

    /**
     * Closes the ports, lets running transfers end, and releases the associations; what is not done when
     * {@code isocenter.dimse.timeouts.stop} is over is aborted.
     */
    @PreDestroy
    public synchronized void stop() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    /** True when anybody may call; a server for nobody need not be started. */
    public boolean hasCallers() {
        return config.callers().filter(callers -> !callers.isEmpty()).isPresent();
    }

    public synchronized boolean isRunning() {
        return open != null;
    }

    /** The open port without TLS. */
    public synchronized OptionalInt port() {
        return open == null ? OptionalInt.empty() : open.port();
    }

    /** The open port with TLS. */
    public synchronized OptionalInt tlsPort() {
        return open == null ? OptionalInt.empty() : open.tlsPort();
    }
}
