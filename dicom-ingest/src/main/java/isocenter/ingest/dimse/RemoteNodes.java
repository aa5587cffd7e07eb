package isocenter.ingest.dimse;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.TreeSet;

/** The nodes of {@code isocenter.dimse.nodes}. */
@ApplicationScoped
public class RemoteNodes {
    private final DimseConfig config;

    RemoteNodes(DimseConfig config) {
        this.config = config;
    }

    /**
     * A node by its configured name, or as {@code AET@host:port}.
     *
     * @throws IllegalArgumentException when it is neither
     */
    public RemoteNode require(String nameOrAddress) {
        DimseConfig.Node known = config.nodes().get(nameOrAddress);
        if (known != null) {
            return node(nameOrAddress, known);
        }
        if (nameOrAddress.indexOf('@') < 0) {
            throw new IllegalArgumentException(
                    "There is no node %s. Known: %s. Set isocenter.dimse.nodes.\"%s\".host, .port and .ae-title, or give AET@host:port."
                            .formatted(
                                    nameOrAddress, new TreeSet<>(config.nodes().keySet()), nameOrAddress));
        }
        return RemoteNode.parse(nameOrAddress);
    }

    /** The first node with this AE title. */
    Optional<RemoteNode> titled(String aeTitle) {
        return config.nodes().entrySet().stream()
                .filter(node -> node.getValue().aeTitle().equals(aeTitle))
                .findFirst()
                .map(node -> node(node.getKey(), node.getValue()));
    }

    private static RemoteNode node(String name, DimseConfig.Node node) {
        return new RemoteNode(
                name, node.host(), node.port(), node.aeTitle(), node.tls(), node.tlsVerifyHost(), node.retrieve());
    }
}
