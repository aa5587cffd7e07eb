package isocenter.audit.ledger;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.LedgerReader.StatedArtefact;
import isocenter.audit.ledger.Verification.Tampered;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Hashes the files that the events vouch for and stops at the first that is missing or differs. */
final class ArtefactCheck {
    private static final int REPORT_EVERY = 100;

    private final Path home;
    private final VerificationListener listener;
    private long count;
    private @Nullable Tampered wrong;

    ArtefactCheck(Path home, VerificationListener listener) {
        this.home = home;
        this.listener = listener;
    }

    /** Checks the next statement; false when the walk is over. */
    boolean accept(StatedArtefact stated) {
        if (!stated.sha256().equals(Artefact.REMOVED)) {
            wrong = faultOf(stated);
            count++;
            if (count % REPORT_EVERY == 0) {
                listener.artefacts(count);
            }
        }
        return wrong == null;
    }

    private @Nullable Tampered faultOf(StatedArtefact stated) {
        Path file = home.resolve(stated.path());
        if (!Files.exists(file)) {
            if (!Files.isDirectory(home)) {
                throw new UncheckedIOException(
                        "the data folder isocenter.home is not there", new NoSuchFileException(home.toString()));
            }
            return new Tampered(stated.index(), "the file is missing: " + stated.path());
        }
        return Sha256.hex(file).equals(stated.sha256())
                ? null
                : new Tampered(stated.index(), "the file differs from the one recorded: " + stated.path());
    }

    @Nullable
    Tampered wrong() {
        return wrong;
    }

    /** How many files were hashed. */
    long count() {
        return count;
    }
}
