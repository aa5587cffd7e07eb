package isocenter.ingest.archive;

import isocenter.ingest.deidentify.Originals;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one file turned out to be, before anything about it is recorded. */
sealed interface Examined {
    Path source();

    /** Content that an earlier run took in. */
    record Known(Path source, String instance) implements Examined {}

    /**
     * An image, de-identified, decoded and written.
     *
     * @param originals what its pseudonyms stand for; null when that was written down before
     * @param remarks what else its ledger entry says
     */
    record Kept(
            Path source,
            String sourceSha256,
            long sourceBytes,
            StagedFile file,
            Drafts drafts,
            @Nullable Originals originals,
            Map<String, String> remarks)
            implements Examined {
        /** Lacks only its time of ingest. */
        Instance draft() {
            return drafts.instance();
        }
    }

    /** An image that a person has to look at before it is kept. */
    record Held(Kept kept, String reason) implements Examined {
        @Override
        public Path source() {
            return kept.source();
        }
    }

    /** Something that is not kept. The hash is null when the bytes could not be read. */
    record Refused(Path source, @Nullable String sourceSha256, long sizeBytes, String reason) implements Examined {}

    /** Nothing to record. */
    record Passed(Path source, String reason) implements Examined {}
}
