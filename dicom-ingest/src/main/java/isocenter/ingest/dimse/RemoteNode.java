package isocenter.ingest.dimse;

import isocenter.ingest.dimse.pdu.AeTitle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Another application entity on the network.
 *
 * @param name how commands and the ledger call it
 * @param tlsVerifyHost whether its certificate must name its host
 */
public record RemoteNode(
        String name, String host, int port, String aeTitle, boolean tls, boolean tlsVerifyHost, Retrieval retrieval) {
    private static final Pattern ADDRESS =
            Pattern.compile("([^@]{1,16})@(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

    public RemoteNode {
        if (!AeTitle.isValid(aeTitle)) {
            throw new IllegalArgumentException(
                    "An AE title has 1 to 16 characters of ASCII, no backslash, and no blank at either end");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("A port is 1 to 65535");
        }
    }

    /**
     * Reads {@code AET@host:port}.
     *
     * @throws IllegalArgumentException when it is not of that form
     */
    static RemoteNode parse(String address) {
        Matcher parts = ADDRESS.matcher(address);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "A node is a name under isocenter.dimse.nodes, or AET@host:port such as PACS@10.0.0.5:104");
        }
        String host = parts.group(2).replaceAll("[\\[\\]]", "");
        return new RemoteNode(
                parts.group(1), host, Integer.parseInt(parts.group(3)), parts.group(1), false, true, Retrieval.GET);
    }

    /** The same node, studies coming in another way. */
    public RemoteNode with(Retrieval other) {
        return new RemoteNode(name, host, port, aeTitle, tls, tlsVerifyHost, other);
    }
}
