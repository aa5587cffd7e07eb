package isocenter.audit.ledger;

import isocenter.audit.ledger.LedgerReader.StatedArtefact;
import isocenter.audit.ledger.Verification.Tampered;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Hashes the files that the events vouch for and stops at the first that is missing or differs. */
final class ArtefactCheck {
    private static final int REPORT_EVERY = 100;

    private final Path home;
    private final VerificationListener listener;
    private final byte[] buffer = new byte[1 << 16];
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
        try {
            return hash(home.resolve(stated.path())).equals(stated.sha256())
                    ? null
                    : new Tampered(stated.index(), "the file differs from the one recorded: " + stated.path());
        } catch (NoSuchFileException e) {
            if (!Files.isDirectory(home)) {
                throw new UncheckedIOException("the data folder isocenter.home is not there", e);
            }
            return new Tampered(stated.index(), "the file is missing: " + stated.path());
        } catch (IOException e) {
            throw new UncheckedIOException("the file could not be read: " + stated.path(), e);
        }
    }

    private String hash(Path file) throws IOException {
        MessageDigest digest = MerkleHash.sha256();
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
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
