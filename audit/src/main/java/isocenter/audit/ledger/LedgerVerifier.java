package isocenter.audit.ledger;

import isocenter.audit.ledger.LedgerReader.StoredHead;
import isocenter.audit.ledger.Verification.Incomplete;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.ledger.Verification.Tampered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes what the ledger claims from the events' bodies alone, then re-hashes the files they vouch for. Nothing the
 * database says about itself (triggers, stored hashes, the head) is believed; it is only compared.
 */
final class LedgerVerifier {
    private final DataSource database;
    private final Path home;
    private final Iterable<ArtefactStore> elsewhere;

    /** @param elsewhere where files lie that are not in the data folder */
    LedgerVerifier(DataSource database, Path home, Iterable<ArtefactStore> elsewhere) {
        this.database = database;
        this.home = home;
        this.elsewhere = elsewhere;
    }

    Verification verify(@Nullable LedgerHead earlier, VerificationListener listener) {
        return verify(earlier, null, listener);
    }

    Verification verify(Path export, VerificationListener listener) {
        try (ExportedEvents exported = ExportedEvents.open(export)) {
            return verify(exported.head(), exported, listener);
        } catch (ExportedEvents.DamagedExport e) {
            return new Incomplete(e.getMessage());
        } catch (IOException e) {
            return new Incomplete("the export could not be read");
        }
    }

    private Verification verify(
            @Nullable LedgerHead earlier, @Nullable ExportedEvents exported, VerificationListener listener) {
        try (LedgerReader reader = LedgerReader.open(database)) {
            Optional<StoredHead> head = reader.head();
            if (head.isEmpty()) {
                return new Tampered(0, "the ledger's head is missing");
            }
            EventCheck events = new EventCheck(head.get(), earlier, exported, listener);
            reader.events(events::accept);
            Tampered wrong = events.finish();
            if (wrong != null) {
                return wrong; // what tampered events say of files is worth nothing
            }
            ArtefactCheck artefacts = new ArtefactCheck(home, elsewhere, listener);
            reader.artefacts(artefacts::accept);
            wrong = artefacts.wrong();
            return wrong != null ? wrong : new Sound(head.get().head(), artefacts.count());
        } catch (SQLException e) {
            return new Incomplete("the database could not be read to the end (SQL state " + e.getSQLState() + ")");
        } catch (UncheckedIOException e) {
            return new Incomplete(String.valueOf(e.getMessage()));
        }
    }
}
