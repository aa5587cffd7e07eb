package isocenter.ingest.bulk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One import: what was asked, how far its scan is, and the sums of the chunks that are done. */
@Entity
@Table(name = "bulk_import")
class BulkImport {
    @Id
    UUID id;

    /** A keyed hash of what was asked: paths and sizes. */
    @Column(name = "import_key")
    String key;

    /** Sides in pixels, with commas between; empty for none. */
    String squares;

    /** The paths that were given; null once the import has ended. */
    @Column(name = "sealed_roots")
    byte @Nullable [] sealedRoots;

    /** The last file that is in a chunk; null before the first chunk and after the scan. */
    @Column(name = "sealed_cursor")
    byte @Nullable [] sealedCursor;

    /** Which of the paths, from 0, that file is under. */
    @Column(name = "cursor_root")
    int cursorRoot;

    /** Null only within the transaction that registers it. */
    @Column(name = "scan_job")
    @Nullable
    UUID scanJob;

    boolean scanned;
    boolean cancelled;

    /** Found so far; members of archives count as files. */
    long files;

    int chunks;
    long accepted;
    long duplicates;
    long conflicts;
    long quarantined;
    long skipped;
    Instant created;

    @Nullable
    Instant ended;

    List<Integer> sides() {
        return squares.isEmpty()
                ? List.of()
                : Arrays.stream(squares.split(",", -1)).map(Integer::valueOf).toList();
    }
}
