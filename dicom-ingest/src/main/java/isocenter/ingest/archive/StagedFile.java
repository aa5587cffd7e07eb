package isocenter.ingest.archive;

import java.nio.file.Path;

/** A de-identified object, complete and forced to disk under a temporary name. */
record StagedFile(Path temporary, String sha256, long sizeBytes) {}
