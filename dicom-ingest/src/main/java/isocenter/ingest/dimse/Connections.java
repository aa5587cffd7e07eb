package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationRequestor;
import isocenter.ingest.dimse.association.AssociationSettings;
import isocenter.ingest.dimse.association.Security;
import isocenter.ingest.dimse.association.Timeouts;
import isocenter.ingest.dimse.association.Watchdog;
import isocenter.ingest.dimse.pdu.AeTitle;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.RoleSelection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes associations under this installation's AE title, limits, timeouts and certificates. */
@ApplicationScoped
class Connections {
    private final DimseConfig config;
    private final Watchdog watchdog = new Watchdog();

    Connections(DimseConfig config) {
        this.config = config;
    }

    String aeTitle() {
        String title = config.aeTitle();
        if (!AeTitle.isValid(title)) {
            throw new IllegalArgumentException(
                    "isocenter.dimse.ae-title must be 1 to 16 characters of ASCII, no backslash, no blank at either end");
        }
        return title;
    }

    AssociationSettings settings() {
        DimseConfig.Timeouts given = config.timeouts();
        return new AssociationSettings(
                new Timeouts(given.connect(), given.association(), given.pdu(), given.idle(), given.response()),
                config.limits().pdu(),
                config.limits().slowestRate(),
                watchdog);
    }

    /**
     * An association with a node.
     *
     * @throws isocenter.ingest.dimse.association.AssociationException when there is none to be had
     */
    Association open(RemoteNode node, List<ProposedContext> contexts, List<RoleSelection> roles) {
        Security security = node.tls()
                ? new TlsConnections(config.tls()).towards(node.host(), node.port(), node.tlsVerifyHost())
                : Security.NONE;
        return new AssociationRequestor(settings())
                .open(
                        node.host(),
                        node.port(),
                        security,
                        new AssociationRequestor.Proposal(node.aeTitle(), aeTitle(), contexts, roles));
    }

    @PreDestroy
    void close() {
        watchdog.close();
    }
}
