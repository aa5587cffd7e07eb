package isocenter.audit.report;

import isocenter.audit.content.DurableFile;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

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

    Path absolute(Artefact artefact) {
        return home.resolve(artefact.path()).toAbsolutePath();
    }
}
