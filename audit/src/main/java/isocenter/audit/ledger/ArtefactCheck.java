package isocenter.audit.ledger;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.LedgerReader.StatedArtefact;
import isocenter.audit.ledger.Verification.Tampered;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hashes the files that the events vouch for and stops at the first that is missing or differs. */
final class ArtefactCheck {
    private static final int REPORT_EVERY = 100;

    private final Path home;
    private final Iterable<ArtefactStore> elsewhere;
    private final VerificationListener listener;
    private long count;
    private @Nullable Tampered wrong;

    ArtefactCheck(Path home, Iterable<ArtefactStore> elsewhere, VerificationListener listener) {
        this.home = home;
        this.elsewhere = elsewhere;
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
        Optional<String> found = hashOf(stated.path());
        if (found.isEmpty()) {
            return new Tampered(stated.index(), "the file is missing: " + stated.path());
        }
        return found.get().equals(stated.sha256())
                ? null
                : new Tampered(stated.index(), "the file differs from the one recorded: " + stated.path());
    }

    private Optional<String> hashOf(String path) {
        for (ArtefactStore store : elsewhere) {
            if (store.holds(path)) {
                return hashIn(store, path);
            }
        }
        Path file = home.resolve(path);
        if (Files.exists(file)) {
            return Optional.of(Sha256.hex(file));
        }
        if (!Files.isDirectory(home)) {
            throw new UncheckedIOException(
                    "the data folder isocenter.home is not there", new NoSuchFileException(home.toString()));
        }
        return Optional.empty();
    }

    private static Optional<String> hashIn(ArtefactStore store, String path) {
        try {
            return store.sha256(path);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a file could not be read from its store (%s): %s".formatted(e.getMessage(), path), e);
        }
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
