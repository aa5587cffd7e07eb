package isocenter.audit.ledger;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The ledger as a text file: each event's canonical JSON on a line, and on the last line the head. */
final class LedgerExport {
    private LedgerExport() {}

    /** Writes beside {@code file} first, so that it holds either a whole export or what it held before. */
    static void write(DataSource database, Path file) {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (LedgerReader reader = LedgerReader.open(database);
                    BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                LedgerHead head = reader.head()
                        .orElseThrow(
                                () -> new IllegalStateException("The ledger's head is missing: run 'ledger verify'"))
                        .head();
                reader.events(stored -> writeLine(out, stored.event().body()));
                writeLine(out, headLine(head));
            }
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The export could not be written: check the folder and its space", e);
        } catch (SQLException e) {
            throw new LedgerUnavailable("exported", e);
        }
    }

    static String headLine(LedgerHead head) {
        return CanonicalJson.of(Map.of("root", head.rootHash(), "size", head.size()));
    }

    private static boolean writeLine(BufferedWriter out, String line) {
        try {
            out.write(line);
            out.write('\n');
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("The export could not be written: check the folder and its space", e);
        }
    }
}
