package isocenter.audit.ledger;

import isocenter.audit.content.Sha256;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A statement that a file had a certain content when an event was written.
 *
 * <p>The latest statement about a path is the one that holds.
 *
 * @param path relative to the data folder, parts separated by {@code /}, never leaving it
 * @param sha256 lower-case hex SHA-256 of the file's bytes, or {@link #REMOVED}
 */
public record Artefact(String path, String sha256) {
    /** In place of a hash: from this event on the file is no longer expected. */
    public static final String REMOVED = "removed";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern RELATIVE = Pattern.compile("(?!(.*/)?\\.{1,2}(/|$))[^/\\\\\\x00]+(/[^/\\\\\\x00]+)*");

    public Artefact {
        if (!RELATIVE.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "An artefact's path must be relative to isocenter.home, separated by '/', without '..'");
        }
        if (!HASH.matcher(sha256).matches() && !sha256.equals(REMOVED)) {
            throw new IllegalArgumentException("An artefact's hash must be 64 lower-case hex digits");
        }
    }

    /**
     * States what a file holds now.
     *
     * @param home the data folder
     * @param file in the data folder
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static Artefact of(Path home, Path file) {
        Path relative = home.toAbsolutePath().relativize(file.toAbsolutePath());
        return new Artefact(relative.toString().replace('\\', '/'), Sha256.hex(file));
    }

    /** States that the file at {@code path} has been removed on purpose. */
    public static Artefact removed(String path) {
        return new Artefact(path, REMOVED);
    }
}
