package isocenter.ingest.erasure;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Removes a patient from every place at once (GDPR, article 17). One transaction deletes the rows, tells the ledger and
 * writes down which files are to go; then they go. When the process dies in between, the next one that starts goes on.
 */
@ApplicationScoped
public class Erasure {
    private static final Logger LOG = Logger.getLogger(Erasure.class);
    private static final int SHORTEST_REASON = 8;
    private static final int LONGEST_TEXT = 400;
    private static final int TIMEOUT_SECONDS = 3600;

    private final List<PatientRecords> places;
    private final KeptOut keptOut;
    private final ResidueSearch search;
    private final Ledger ledger;
    private final DataSource database;

    Erasure(
            @All List<PatientRecords> places,
            KeptOut keptOut,
            ResidueSearch search,
            Ledger ledger,
            DataSource database) {
        this.places = places;
        this.keptOut = keptOut;
        this.search = search;
        this.ledger = ledger;
        this.database = database;
    }

    /** What is held of a patient; changes nothing. */
    public Holdings find(String patient) {
        return inTransaction(session -> holdings(session, traces(session, patient)));
    }

    /**
     * Removes a patient for good.
     *
     * @param patient the pseudonym
     * @param who decides, for the ledger
     * @param reason why, in 8 to 400 characters, for the ledger: it must not say who the patient is
     * @param keepOut whether objects of the patient that arrive later are passed over
     * @throws ErasureException when nothing is held of the patient, or a job is at work on a dataset with the patient in
     *     it, or the database refuses; nothing is erased then
     */
    public ErasureSummary erase(String patient, String who, String reason, boolean keepOut) {
        Committed committed = commit(patient, who.strip(), reason.strip(), keepOut);
        inTransaction(session -> {
            ErasureRows.lock(session);
            return settle(session, committed.id);
        });
        Residue residue = search.search(committed.traces);
        inTransaction(session -> ledger.append(LedgerEntry.of(
                "erase.search",
                committed.id.toString(),
                Map.of(
                        "names", residue.names(),
                        "tables", residue.tables(),
                        "files", residue.files(),
                        "bytes", residue.bytes(),
                        "left", residue.left().size()))));
        return new ErasureSummary(committed.id, committed.removed, committed.learned, residue);
    }

    record Committed(UUID id, Traces traces, SortedMap<String, Long> removed, List<String> learned) {}

    /** Everything up to the commit: afterwards the patient is gone but for files that are written down to go. */
    Committed commit(String patient, String who, String reason, boolean keepOut) {
        requireDecision(who, reason);
        return inTransaction(session -> commit(session, patient, who, reason, keepOut));
    }

    private Committed commit(RecordSession session, String patient, String who, String reason, boolean keepOut) {
        places.forEach(place -> place.lock(session));
        Traces traces = traces(session, patient);
        requireText(
                traces.all().noneMatch(name -> reason.contains(name) || who.contains(name)),
                "The reason is kept for good: leave the patient's pseudonym and UIDs out of it.");
        Holdings holdings = holdings(session, traces);
        if (holdings.isEmpty()) {
            throw new ErasureException("Nothing is held of this patient");
        }
        if (!holdings.obstacles().isEmpty()) {
            throw new ErasureException(String.join("\n", holdings.obstacles()));
        }
        UUID id = UUID.randomUUID();
        session.update("set local isocenter.erasure = 'on'");
        ErasureRows.insert(session, id, who, reason);
        SortedMap<String, Long> counts = new TreeMap<>();
        List<Artefact> artefacts = new ArrayList<>();
        for (PatientRecords place : places) {
            Removed removed = place.erase(session, traces);
            if (removed.rows() > 0) {
                counts.put(place.place(), removed.rows());
            }
            artefacts.addAll(removed.artefacts());
            ErasureRows.insertFiles(session, id, place.place(), removed.paths());
        }
        if (keepOut) {
            keptOut.add(session, patient);
        }
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("removed", counts);
        detail.put("keptOut", keepOut);
        detail.put("by", who);
        detail.put("reason", reason);
        ledger.append(List.of(new LedgerEntry("erase.patient", id.toString(), detail, artefacts)));
        return new Committed(id, traces, counts, holdings.learned());
    }

    /**
     * Lets a patient come back who was kept out; brings nothing back.
     *
     * @return false when the patient was not kept out
     */
    public boolean admit(String patient, String who, String reason) {
        requireDecision(who, reason);
        return inTransaction(session -> {
            boolean removed = keptOut.remove(session, patient);
            if (removed) {
                ledger.append(LedgerEntry.of("erase.admit", "kept-out", Map.of("by", who, "reason", reason)));
            }
            return removed;
        });
    }

    private static void requireDecision(String who, String reason) {
        requireText(!who.isBlank() && who.length() <= LONGEST_TEXT, "Say who decides, in at most 400 characters.");
        requireText(
                reason.length() >= SHORTEST_REASON && reason.length() <= LONGEST_TEXT,
                "Give the reason, in 8 to 400 characters.");
    }

    private Traces traces(RecordSession session, String patient) {
        Traces traces = new Traces(patient);
        places.forEach(place -> place.trace(session, traces));
        return traces;
    }

    private Holdings holdings(RecordSession session, Traces traces) {
        SortedMap<String, Long> counts = new TreeMap<>();
        List<String> learned = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (PatientRecords place : places) {
            long count = place.count(session, traces);
            if (count > 0) {
                counts.put(place.place(), count);
            }
            learned.addAll(place.learned(session, traces));
            obstacles.addAll(place.obstacles(session, traces));
        }
        return new Holdings(counts, List.copyOf(learned), List.copyOf(obstacles));
    }

    private boolean settle(RecordSession session, UUID id) {
        Map<String, List<String>> files = ErasureRows.files(session, id);
        for (PatientRecords place : places) {
            List<String> paths = files.get(place.place());
            if (paths != null) {
                place.settle(session, paths);
            }
        }
        ErasureRows.complete(session, id);
        return true;
    }

    /** Goes on where a process died after a commit. */
    void resume(@Observes StartupEvent started) {
        try {
            inTransaction(session -> {
                List<UUID> uncompleted = ErasureRows.uncompleted(session);
                if (!uncompleted.isEmpty() && ErasureRows.tryLock(session)) {
                    ErasureRows.uncompleted(session).forEach(id -> settle(session, id));
                    LOG.infof("Erasures that were cut off are completed: %d", uncompleted.size());
                }
                return true;
            });
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "Files of an erased patient could not be removed yet. Put the data folder right: every start of Isocenter tries again.");
        }
    }

    private <T> T inTransaction(Function<RecordSession, T> work) {
        return QuarkusTransaction.requiringNew().timeout(TIMEOUT_SECONDS).call(() -> {
            try (Connection connection = database.getConnection()) {
                return work.apply(new RecordSession(connection));
            } catch (SQLException e) {
                throw ErasureException.onDatabase(e);
            }
        });
    }

    private static void requireText(boolean condition, String otherwise) {
        if (!condition) {
            throw new ErasureException(otherwise);
        }
    }
}
