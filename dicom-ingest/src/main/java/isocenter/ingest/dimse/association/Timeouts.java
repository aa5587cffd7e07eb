package isocenter.ingest.dimse.association;

import java.time.Duration;

/**
 * How long an association waits for its peer; each must be positive.
 *
 * @param connect for the TCP connection
 * @param association for the TLS handshake, for request and answer, for a release's answer and for the peer to close:
 *     the ARTIM timer of PS3.8 section 9.1.5
 * @param pdu from the first byte of a PDU to its last, and for the peer to take one of ours
 * @param idle between two messages, and between two PDUs of a message, that the peer sends on its own
 * @param response for the next response to a request of ours
 */
public record Timeouts(Duration connect, Duration association, Duration pdu, Duration idle, Duration response) {
    public Timeouts {
        for (Duration each : new Duration[] {connect, association, pdu, idle, response}) {
            if (each.isNegative() || each.isZero()) {
                throw new IllegalArgumentException("A DIMSE timeout must be longer than nothing");
            }
        }
    }
}
