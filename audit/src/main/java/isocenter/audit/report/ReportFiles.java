package isocenter.audit.report;

import isocenter.audit.content.DurableFile;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A report's files, {@code reports/<id>/} in the data folder, each there whole or not at all. */
final class ReportFiles {
    private final Path home;

    ReportFiles(IsocenterHome home) {
        this.home = home.path();
    }

    Artefact write(UUID report, String name, String text) {
        String path = "reports/" + report + "/" + name;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        DurableFile.write(home.resolve(path), bytes);
        return new Artefact(path, Sha256.hex(bytes));
    }

    /** @throws IllegalStateException when the file is missing or has another hash */
    byte[] read(Artefact artefact) {
        try {
            byte[] bytes = Files.readAllBytes(absolute(artefact));
            if (Sha256.hex(bytes).equals(artefact.sha256())) {
                return bytes;
            }
        } catch (IOException e) {
            throw unsound("cannot be read", e);
        }
        throw unsound("is not the one that was written", null);
    }

    private static IllegalStateException unsound(String what, @Nullable IOException cause) {
        return new IllegalStateException(
                "A report's file " + what
                        + ": isocenter ledger verify names it; restore it from a backup, or audit again",
                cause);
    }

    Path absolute(Artefact artefact) {
        return home.resolve(artefact.path()).toAbsolutePath();
    }
}
