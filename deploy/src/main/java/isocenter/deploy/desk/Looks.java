package isocenter.deploy.desk;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dataset.DatasetMember;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** Records who is shown which images on a sheet, before they are. */
@ApplicationScoped
class Looks {
    private final Ledger ledger;

    Looks(Ledger ledger) {
        this.ledger = ledger;
    }

    @Transactional
    void record(String dataset, List<DatasetMember> shown) {
        ledger.append(LedgerEntry.of(
                "image.sheet",
                dataset,
                Map.of(
                        "instances",
                        shown.stream().map(DatasetMember::instance).distinct().toList())));
    }
}
