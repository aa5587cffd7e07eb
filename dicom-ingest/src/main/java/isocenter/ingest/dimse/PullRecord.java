package isocenter.ingest.dimse;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;

/** Remembers what was pulled completely, in the database and in the ledger. */
@ApplicationScoped
class PullRecord {
    private final PulledStudies studies;
    private final Ledger ledger;

    PullRecord(PulledStudies studies, Ledger ledger) {
        this.studies = studies;
        this.ledger = ledger;
    }

    /** True when the study was pulled with exactly these contents. */
    @Transactional
    boolean has(String study, String contentsSha256) {
        return studies.of(study)
                .filter(known -> known.contentsSha256.equals(contentsSha256))
                .isPresent();
    }

    @Transactional
    void keep(StudyOutcome.Pulled pulled, String contentsSha256, RemoteNode node) {
        studies.keep(new PulledStudy(
                pulled.study(),
                contentsSha256,
                pulled.objects(),
                pulled.refused(),
                node.name(),
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
        ledger.append(LedgerEntry.of(
                "pull.study",
                pulled.study(),
                Map.of(
                        "node",
                        node.name(),
                        "retrieval",
                        node.retrieval().name().toLowerCase(Locale.ROOT),
                        "objects",
                        pulled.objects(),
                        "refused",
                        pulled.refused(),
                        "contentsSha256",
                        contentsSha256)));
    }
}
