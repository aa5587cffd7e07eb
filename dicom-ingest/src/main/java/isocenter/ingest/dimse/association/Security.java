package isocenter.ingest.dimse.association;

import java.io.IOException;
import java.net.Socket;

/** What lies between TCP and the upper layer: nothing, or TLS (PS3.15 annex B). */
@FunctionalInterface
public interface Security {
    Security NONE = wire -> wire;

    /**
     * Lays itself over a connection; the handshake happens here, on the caller's thread.
     *
     * @throws IOException when the peers do not agree
     */
    Socket secure(Socket wire) throws IOException;
}
