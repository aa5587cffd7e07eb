package isocenter.ingest.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file found where the user pointed to, before anything of it was read.
 *
 * @param path may hold a patient's name
 * @param reason why it cannot be read, without any name; null unless {@link Kind#UNREADABLE}
 */
public record Listing(Kind kind, Path path, @Nullable String reason) {
    /** How it is to be read. */
    public enum Kind {
        FILE,
        ZIP,
        UNREADABLE
    }

    static Listing file(Path path) {
        return new Listing(Kind.FILE, path, null);
    }

    static Listing zip(Path path) {
        return new Listing(Kind.ZIP, path, null);
    }

    static Listing unreadable(Path path, String reason) {
        return new Listing(Kind.UNREADABLE, path, reason);
    }

    /** How many {@link Source}s it holds; 1 for an archive that cannot be opened. */
    public long sources() {
        return kind == Kind.ZIP ? ZipArchive.count(path) : 1;
    }
}
