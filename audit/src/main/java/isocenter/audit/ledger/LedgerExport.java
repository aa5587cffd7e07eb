package isocenter.audit.ledger;

import isocenter.audit.content.DurableFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The ledger as a text file: each event's canonical JSON on a line, and on the last line the head. */
final class LedgerExport {
    private LedgerExport() {}

    /** The file holds either a whole export or what it held before. */
    static void write(DataSource database, Path file) {
        DurableFile.write(file, channel -> {
            BufferedWriter out = new BufferedWriter(
                    new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
            try (LedgerReader reader = LedgerReader.open(database)) {
                LedgerHead head = reader.head()
                        .orElseThrow(
                                () -> new IllegalStateException("The ledger's head is missing: run 'ledger verify'"))
                        .head();
                reader.events(stored -> writeLine(out, stored.event().body()));
                writeLine(out, headLine(head));
            } catch (SQLException e) {
                throw new LedgerUnavailable("exported", e);
            }
            out.flush();
        });
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
