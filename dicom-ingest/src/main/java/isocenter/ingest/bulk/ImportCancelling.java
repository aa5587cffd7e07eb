package isocenter.ingest.bulk;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends an import before its jobs are told, so that none of them begins another chunk meanwhile. */
@ApplicationScoped
class ImportCancelling {
    private final ImportRows rows;
    private final Ledger ledger;

    ImportCancelling(ImportRows rows, Ledger ledger) {
        this.rows = rows;
        this.ledger = ledger;
    }

    @Transactional
    boolean end(UUID id) {
        if (rows.end(id, true) == 0) {
            return false;
        }
        rows.forget(id);
        ledger.append(LedgerEntry.of("import.cancel", id.toString(), Map.of()));
        return true;
    }

    @Transactional
    List<UUID> jobsOf(UUID id) {
        return rows.livingJobs(id).stream().map(UUID::fromString).toList();
    }
}
