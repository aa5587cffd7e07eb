package isocenter.audit.report;

import isocenter.audit.hash.Sha256;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A report's files, {@code reports/<id>/} in the data folder, each there whole or not at all. */
final class ReportFiles {
    private final Path home;

    ReportFiles(IsocenterHome home) {
        this.home = home.path();
    }

    Artefact write(UUID report, String name, String text) {
        String path = "reports/" + report + "/" + name;
        Path target = home.resolve(path);
        Path unfinished = target.resolveSibling(name + ".part");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            Files.createDirectories(target.getParent());
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer left = ByteBuffer.wrap(bytes);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The report could not be written: check isocenter.home and its space", e);
        }
        return new Artefact(path, Sha256.hex(bytes));
    }

    Path absolute(Artefact artefact) {
        return home.resolve(artefact.path()).toAbsolutePath();
    }
}
