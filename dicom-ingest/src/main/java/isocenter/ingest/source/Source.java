package isocenter.ingest.source;

import java.nio.file.Path;

/** One thing to take in. */
public sealed interface Source permits Source.PlainFile, Source.Unreadable, Source.PassedOver, ArchiveMember {
    /**
     * Where it is; for the user's eyes alone, for it may hold a patient's name. The seventeenth member of an archive is
     * {@code study.zip/#17}: the name that the archive gives it is used for nothing.
     */
    Path path();

    /** A file, or a link or folder that stands where a file should. */
    record PlainFile(Path path) implements Source {}

    /** Something that is known not to be readable before anybody tries; the reason holds no name. */
    record Unreadable(Path path, String reason) implements Source {}

    /** Something that is neither kept nor refused. */
    record PassedOver(Path path, String reason) implements Source {}
}
