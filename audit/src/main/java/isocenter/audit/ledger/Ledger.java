package isocenter.audit.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The append-only record of what happened.
 *
 * <p>An append belongs to the caller's transaction: either both what was done and its event are kept, or neither.
 * Appends are serialised by a lock on the head that is held until that transaction ends, so append last and end soon.
 */
@ApplicationScoped
public class Ledger {
    private final DataSource database;
    private final LedgerActor actor;
    private final LedgerVerifier verifier;
    private final List<ActingUser> acting;

    Ledger(
            DataSource database,
            LedgerActor actor,
            IsocenterHome home,
            @Any Instance<ArtefactStore> elsewhere,
            @Any Instance<ActingUser> acting) {
        this.database = database;
        this.actor = actor;
        this.verifier = new LedgerVerifier(database, home.path(), elsewhere);
        this.acting = acting.stream().toList();
    }

    /** Who is named in events that this thread appends now: who is acting, else the process ({@code isocenter.actor}). */
    public String actor() {
        for (ActingUser user : acting) {
            Optional<String> name = user.name();
            if (name.isPresent()) {
                return name.get();
            }
        }
        return actor.name();
    }

    /** Appends events in order and returns the head after them. */
    @Transactional(TxType.MANDATORY)
    public LedgerHead append(LedgerEntry... entries) {
        return append(List.of(entries));
    }

    /** Appends events in order and returns the head after them; a batch costs two statements, whatever its size. */
    @Transactional(TxType.MANDATORY)
    public LedgerHead append(List<LedgerEntry> entries) {
        String present = actor();
        try (LedgerWriter writer = LedgerWriter.lock(database.getConnection())) {
            for (LedgerEntry entry : entries) {
                writer.add(entry.actor() == null ? present : entry.actor(), entry);
            }
            return writer.write();
        } catch (SQLException e) {
            throw new LedgerUnavailable("appended to", e);
        }
    }

    /** The current head. */
    @Transactional(TxType.SUPPORTS)
    public LedgerHead head() {
        try {
            return LedgerReader.head(database);
        } catch (SQLException e) {
            throw new LedgerUnavailable("read", e);
        }
    }

    /** Every event of an action, oldest first. */
    @Transactional(TxType.SUPPORTS)
    public List<LedgerEvent> of(String action) {
        try {
            return LedgerReader.of(database, action);
        } catch (SQLException e) {
            throw new LedgerUnavailable("read", e);
        }
    }

    /** Recomputes everything the ledger claims, files included. */
    public Verification verify() {
        return verify(VerificationListener.NONE);
    }

    /** As {@link #verify()}, telling its progress. */
    public Verification verify(VerificationListener listener) {
        return verifier.verify((LedgerHead) null, listener);
    }

    /** As {@link #verify()}; also that the ledger still holds what it held at an earlier head kept elsewhere. */
    public Verification verify(LedgerHead earlier, VerificationListener listener) {
        return verifier.verify(earlier, listener);
    }

    /** As {@link #verify()}; also that the ledger begins with exactly the events of an earlier {@link #export}. */
    public Verification verify(Path export, VerificationListener listener) {
        return verifier.verify(export, listener);
    }

    /** Writes every event's canonical JSON, one a line, then the head, atomically to {@code file}. */
    public void export(Path file) {
        LedgerExport.write(database, file);
    }
}
