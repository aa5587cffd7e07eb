package isocenter.ingest.dimse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dicom.DataSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Asks other nodes on behalf of a person. Answers name patients: they are for that person's eyes, never for a log, and the
 * ledger says that they were asked for.
 */
@ApplicationScoped
public class NodeQueries {
    private final QueryRetrieve requests;
    private final Ledger ledger;

    NodeQueries(QueryRetrieve requests, Ledger ledger) {
        this.requests = requests;
        this.ledger = ledger;
    }

    /**
     * Asks whether the node understands us.
     *
     * @throws isocenter.ingest.dimse.association.AssociationException when there is no association with it
     * @throws RequestFailedException when it says no
     */
    public void echo(RemoteNode node) {
        requests.echo(node);
    }

    /**
     * Records the access, then hands each match on as it comes.
     *
     * @param matches false ends the query
     * @return whether all matches were seen
     * @throws isocenter.ingest.dimse.association.AssociationException when the association fails
     * @throws RequestFailedException when the node says no
     */
    public boolean find(RemoteNode node, Query query, Predicate<DataSet> matches) {
        List<String> keys = new ArrayList<>();
        query.keywords().forEach(keys::add);
        Map<String, Object> detail =
                Map.of("via", "C-FIND", "level", query.level().name(), "keys", keys);
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.append(LedgerEntry.of("access.identified", "node:" + node.name(), detail)));
        return requests.find(node, query, matches);
    }
}
