package isocenter.ingest.archive;

import java.nio.file.Path;

/** A de-identified object, complete under a temporary name. */
record StagedFile(Path temporary, String sha256, long sizeBytes) {}
