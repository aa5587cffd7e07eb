package isocenter.ingest.archive;

import isocenter.ingest.deidentify.Originals;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What one file turned out to be, before anything about it is recorded. */
sealed interface Examined {
    Path source();

    /** Content that an earlier run took in. */
    record Known(Path source, String instance) implements Examined {}

    /** An image, de-identified, decoded and written; {@code draft} lacks only its time of ingest. */
    record Kept(
            Path source, String sourceSha256, long sourceBytes, StagedFile file, Instance draft, Originals originals)
            implements Examined {}

    /** Something that is not kept. The hash is null when the bytes could not be read. */
    record Refused(Path source, @Nullable String sourceSha256, long sizeBytes, String reason) implements Examined {}

    /** Nothing to record. */
    record Passed(Path source, String reason) implements Examined {}
}
