package isocenter.ingest.reidentify;

import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.deidentify.DeidentifyConfig;
import isocenter.ingest.deidentify.KeyFile;
import isocenter.ingest.deidentify.Originals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Pseudonyms of patients and studies and what they stand for: encrypted under {@code secrets/reidentification.key}, which
 * no other part of Isocenter reads. Whoever asks is recorded before the answer is looked up, found or not, and the ledger
 * has an event {@code access.identified} of it without any identifier. Switched off by
 * {@code isocenter.deidentify.map=false}: then nothing is stored, and nothing can be asked.
 */
@ApplicationScoped
public class ReidentificationMap {
    private static final String PATIENT = "patient";
    private static final String STUDY = "study";
    private static final int SHORTEST_REASON = 8;
    private static final int LONGEST_TEXT = 400;
    private static final KeyFile KEY = new KeyFile(
            "reidentification.key",
            "identities could be read",
            "leave the map closed for good",
            ReidentificationException::new);

    private final ReidentificationRows rows;
    private final Ledger ledger;
    private final Path secrets;
    private final boolean on;
    private volatile @Nullable SealedRow seal;

    @Inject
    public ReidentificationMap(DataSource database, Ledger ledger, IsocenterHome home, DeidentifyConfig config) {
        this.rows = new ReidentificationRows(database);
        this.ledger = ledger;
        this.secrets = home.path().resolve("secrets");
        this.on = config.map();
    }

    /** The pseudonyms of one object and what they stand for. */
    public record Entry(String patient, String study, Originals originals) {}

    /** Adds what is not there yet, in the caller's transaction; does nothing when the map is switched off. */
    @Transactional(TxType.MANDATORY)
    public void add(List<Entry> entries) {
        if (!on || entries.isEmpty()) {
            return;
        }
        checkKey();
        Map<String, ReidentificationRows.Row> distinct = new LinkedHashMap<>();
        for (Entry entry : entries) {
            Originals originals = entry.originals();
            distinct.computeIfAbsent(
                    entry.patient(),
                    pseudonym -> row(PATIENT, pseudonym, originals.patientId(), originals.issuer(), originals.name()));
            distinct.computeIfAbsent(
                    entry.study(),
                    pseudonym -> row(STUDY, pseudonym, originals.study(), originals.accession(), entry.patient()));
        }
        try {
            rows.insert(List.copyOf(distinct.values()));
        } catch (SQLException e) {
            throw new ReidentificationException("The re-identification map could not be written.", e);
        }
    }

    private ReidentificationRows.Row row(String kind, String pseudonym, String... texts) {
        return new ReidentificationRows.Row(kind, pseudonym, seal().seal(kind, pseudonym, texts));
    }

    /**
     * What a pseudonym stands for.
     *
     * @param who the person or role that asks, as the installation knows it
     * @param reason why, in at least eight characters and without identifiers: it is kept in readable form
     * @throws ReidentificationException when the map is switched off, or the row cannot be opened
     */
    public Resolution resolve(String pseudonym, String who, String reason) {
        if (!on) {
            throw new ReidentificationException(
                    "The re-identification map is switched off (isocenter.deidentify.map=false); nothing was stored that could be asked.");
        }
        require(!who.isBlank() && who.length() <= LONGEST_TEXT, "Say who asks, in at most 400 characters.");
        require(
                reason.strip().length() >= SHORTEST_REASON && reason.length() <= LONGEST_TEXT,
                "Give the reason, in 8 to 400 characters.");
        require(
                pseudonym.matches("[A-Za-z0-9.]{1,64}"),
                "This is no pseudonym: it has up to 64 letters, digits and points.");
        QuarkusTransaction.requiringNew().run(() -> record(pseudonym, who.strip(), reason.strip()));
        return QuarkusTransaction.requiringNew().call(() -> look(pseudonym));
    }

    private void record(String pseudonym, String who, String reason) {
        try {
            rows.log(pseudonym, who, reason);
        } catch (SQLException e) {
            throw new ReidentificationException(
                    "The question could not be recorded, so it is not answered. Bring the database back and ask again.",
                    e);
        }
        ledger.append(LedgerEntry.of("access.identified", pseudonym, Map.of("who", who)));
    }

    private Resolution look(String pseudonym) {
        try {
            ReidentificationRows.Row row = rows.find(pseudonym);
            if (row == null) {
                return new Resolution.Unknown();
            }
            String[] texts = seal().open(row.sealed(), row.kind(), pseudonym, 3);
            return row.kind().equals(PATIENT)
                    ? new Resolution.Patient(texts[0], texts[1], texts[2])
                    : new Resolution.Study(texts[0], texts[1], texts[2]);
        } catch (SQLException e) {
            throw new ReidentificationException("The re-identification map could not be read.", e);
        }
    }

    /**
     * The pseudonyms of all studies whose sealed row names this patient, in the caller's transaction; opens every study's
     * row, and gives no original away. A row that was damaged tells nobody anything and is passed over. None when the map is
     * switched off: its key may be gone with what it sealed.
     *
     * @throws ReidentificationException when the key is not the map's own
     */
    List<String> studiesOf(String patient) {
        if (!on) {
            return List.of();
        }
        checkKey();
        try {
            return rows.ofKind(STUDY).stream()
                    .filter(row -> seal().open(row.sealed(), STUDY, row.pseudonym(), 3)[2]
                            .equals(patient))
                    .map(ReidentificationRows.Row::pseudonym)
                    .toList();
        } catch (SQLException e) {
            throw new ReidentificationException("The re-identification map could not be read.", e);
        }
    }

    private boolean names(ReidentificationRows.Row study, String patient) {
        try {
            return seal().open(study.sealed(), STUDY, study.pseudonym(), 3)[2].equals(patient);
        } catch (ReidentificationException damaged) {
            return false;
        }
    }

    /** A lost key must not be replaced in silence: what it sealed would never open again. */
    @Transactional(TxType.REQUIRED)
    public void requireOwnKey() {
        if (on) {
            checkKey();
        }
    }

    private void checkKey() {
        try {
            String own = seal().fingerprint();
            if (!rows.key(own).equals(own)) {
                throw new ReidentificationException(
                        "The re-identification map was written under another key. Restore secrets/reidentification.key of this data folder, or switch the map off (isocenter.deidentify.map=false).");
            }
        } catch (SQLException e) {
            throw new ReidentificationException("The re-identification map could not be read.", e);
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private SealedRow seal() {
        SealedRow known = seal;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            SealedRow made = seal;
            if (made == null) {
                made = new SealedRow(KEY.in(secrets));
                seal = made;
            }
            return made;
        }
    }
}
