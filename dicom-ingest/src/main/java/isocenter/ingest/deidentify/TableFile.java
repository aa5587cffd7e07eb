package isocenter.ingest.deidentify;

import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A table of tab-separated columns that ships with Isocenter; lines that begin with # are remarks.
 *
 * @param rows columns of each line
 * @param sha256 of the file's bytes, lower-case hex
 */
record TableFile(List<String[]> rows, String sha256) {
    static TableFile of(String name) {
        try (InputStream in = TableFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The table %s is missing from this build.".formatted(name));
            }
            byte[] bytes = in.readAllBytes();
            List<String[]> rows = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
            return new TableFile(rows, Sha256.hex(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
