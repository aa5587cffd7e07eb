package isocenter.ingest.archive;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerUnavailable;
import isocenter.ingest.archive.Examined.Held;
import isocenter.ingest.archive.Examined.Kept;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.deidentify.PseudonymKeyException;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.reidentify.ReidentificationMap;
import isocenter.ingest.reidentify.ReidentificationMap.Entry;
import isocenter.ingest.store.ObjectFile;
import jakarta.data.exceptions.DataException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Makes a batch durable in the order that leaves no half: files are complete under temporary names; an announcement
 * says which are to be put into the store, and they are forced to disk or sent ahead; then, in one transaction under the
 * catalogue's lock, rows, objects put and ledger events; and only after its commit does anybody hear of it.
 */
@ApplicationScoped
class BatchCommit {
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final Pseudonyms pseudonyms;
    private final ReidentificationMap map;
    private final String profile;
    private final KeptFiles files;

    BatchCommit(
            Catalogue catalogue,
            Ledger ledger,
            Pseudonyms pseudonyms,
            Deidentifier deidentifier,
            ReidentificationMap map,
            KeptFiles files) {
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.pseudonyms = pseudonyms;
        this.map = map;
        this.profile = deidentifier.profileSha256();
        this.files = files;
    }

    /** Whom events of what is brought on this thread name. */
    String actor() {
        return ledger.actor();
    }

    /** Outcomes in the batch's order, durable; all of it was brought by who acts on this thread. */
    List<IngestOutcome> commit(List<Examined> batch, StagingRun run) {
        return commit(batch, Collections.nCopies(batch.size(), actor()), run);
    }

    /**
     * Outcomes in the batch's order, durable.
     *
     * @param actors who brought each
     */
    List<IngestOutcome> commit(List<Examined> batch, List<String> actors, StagingRun run) {
        List<StagedFile> staged = new ArrayList<>();
        List<ObjectFile> likely = new ArrayList<>();
        for (Examined examined : batch) {
            if (examined instanceof Kept kept) {
                staged.add(kept.file());
                likely.add(kept.file().kept());
            } else if (examined instanceof Held held) {
                staged.add(held.kept().file());
                likely.add(held.kept().file().held());
            }
        }
        Optional<Path> announcement = staged.isEmpty() ? Optional.empty() : Optional.of(run.announce(staged));
        Set<String> sent = files.prepare(likely);
        BatchPlan plan = inTransaction(() -> write(batch, actors));
        files.removeFiles(plan.toRemove);
        removeUnlessCatalogued(unused(likely, sent, plan.toPlace));
        staged.forEach(run::discard);
        announcement.ifPresent(run::settle);
        return plan.outcomes;
    }

    /** Hashes of what was sent to the store ahead of the decision and then not put there. */
    private static List<String> unused(List<ObjectFile> likely, Set<String> sent, List<ObjectFile> placed) {
        Set<String> keys = new HashSet<>(sent);
        placed.forEach(object -> keys.remove(object.key()));
        return likely.stream()
                .filter(object -> keys.contains(object.key()))
                .map(ObjectFile::sha256)
                .toList();
    }

    private BatchPlan write(List<Examined> batch, List<String> actors) {
        catalogue.lock();
        BatchPlan plan = new BatchPlan(
                new BatchRows(catalogue, batch, pseudonyms),
                pseudonyms,
                profile,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        for (int i = 0; i < batch.size(); i++) {
            plan.add(batch.get(i), actors.get(i));
        }
        plan.rows().write(catalogue);
        map.add(originals(batch, plan.outcomes));
        files.place(plan.toPlace);
        if (!plan.events.isEmpty()) {
            ledger.append(plan.events);
        }
        return plan;
    }

    /** What the pseudonyms of the objects that are stored, or held, stand for. */
    private static List<Entry> originals(List<Examined> batch, List<IngestOutcome> outcomes) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < outcomes.size(); i++) {
            IngestOutcome outcome = outcomes.get(i);
            Kept kept = null;
            if (batch.get(i) instanceof Held held && outcome instanceof Quarantined) {
                kept = held.kept();
            } else if (batch.get(i) instanceof Kept plain
                    && (outcome instanceof Accepted || outcome instanceof Conflict)) {
                kept = plain;
            }
            if (kept != null && kept.originals() != null) {
                entries.add(new Entry(kept.draft().patient, kept.draft().study, kept.originals()));
            }
        }
        return entries;
    }

    /** Removes content that a dead run moved into the store but did not live to catalogue. */
    void removeUnlessCatalogued(List<String> hashes) {
        if (hashes.isEmpty()) {
            return;
        }
        inTransaction(() -> {
            catalogue.lock();
            Set<String> orphans = new HashSet<>(hashes);
            orphans.removeAll(catalogue.instanceHashes(hashes));
            orphans.removeAll(catalogue.conflictHashes(hashes));
            orphans.removeAll(catalogue.heldHashes(hashes));
            files.remove(List.copyOf(orphans));
            return orphans;
        });
    }

    /** A catalogue made with another key would take every known patient for a new one. */
    void requireOwnKey() {
        map.requireOwnKey();
        String own = pseudonyms.keyFingerprint();
        if (!inTransaction(() -> catalogue.keyFingerprint(own)).equals(own)) {
            throw new PseudonymKeyException(
                    "This catalogue was made with another pseudonym key. Restore secrets/pseudonym.key of its data folder, or use the database that belongs to this one.");
        }
    }

    private static <T> T inTransaction(Callable<T> work) {
        try {
            return QuarkusTransaction.requiringNew().call(work);
        } catch (DataException | PersistenceException | QuarkusTransactionException | LedgerUnavailable e) {
            throw StoreException.onDatabase(e);
        }
    }
}
