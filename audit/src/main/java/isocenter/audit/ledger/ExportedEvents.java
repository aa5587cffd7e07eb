package isocenter.audit.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import isocenter.audit.content.CompactRange;
import isocenter.audit.content.MerkleHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The events of an export, read in step with the ledger's own. Opening it checks that the export agrees with itself. */
final class ExportedEvents implements AutoCloseable {
    private final LedgerHead head;
    private final BufferedReader lines;

    private ExportedEvents(LedgerHead head, BufferedReader lines) {
        this.head = head;
        this.lines = lines;
    }

    /** The file is no export, or not the whole of one. */
    static final class DamagedExport extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedExport(String what) {
            super("the export itself is damaged: " + what);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    static ExportedEvents open(Path file) throws IOException {
        return new ExportedEvents(headOf(file), Files.newBufferedReader(file, StandardCharsets.UTF_8));
    }

    private static LedgerHead headOf(Path file) throws IOException {
        CompactRange tree = CompactRange.empty();
        try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String last = in.readLine();
            if (last == null) {
                throw new DamagedExport("it is empty");
            }
            for (String next = in.readLine(); next != null; next = in.readLine()) {
                tree.append(MerkleHash.leaf(last.getBytes(StandardCharsets.UTF_8)));
                last = next;
            }
            LedgerHead head = parseHead(last);
            if (head.size() != tree.size()
                    || !head.rootHash().equals(HexFormat.of().formatHex(tree.root()))) {
                throw new DamagedExport("its last line is not the head of its events");
            }
            return head;
        }
    }

    private static LedgerHead parseHead(String line) throws DamagedExport {
        try {
            JsonNode json = CanonicalJson.parse(line);
            return new LedgerHead(
                    json.path("size").asLong(-1), json.path("root").asText());
        } catch (JsonProcessingException e) {
            throw new DamagedExport("its last line is not a head");
        }
    }

    LedgerHead head() {
        return head;
    }

    /** Whether the ledger's event at {@code index} is another one than exported; asked in order, from 0. */
    boolean differs(long index, String body) {
        if (index >= head.size()) {
            return false;
        }
        try {
            @Nullable String line = lines.readLine();
            return !body.equals(line);
        } catch (IOException e) {
            throw new UncheckedIOException("the export could not be read to its end", e);
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
