package isocenter.ingest.archive;

import isocenter.ingest.archive.Examined.Refused;
import isocenter.ingest.source.ArchiveException;
import isocenter.ingest.source.ArchiveMember;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Brings members of archives before the examiner: small ones through memory, large ones through a file of the staging
 * folder, which is gone afterwards or, should the process die, swept by the next run.
 */
final class Unpacking {
    private final Examiner examiner;
    private final Destination destination;

    Unpacking(Examiner examiner, Destination destination) {
        this.examiner = examiner;
        this.destination = destination;
    }

    Examined examine(ArchiveMember member) {
        try (member) {
            return SourceBytes.isSmall(member)
                    ? examiner.examine(SourceBytes.packed(member), destination)
                    : examineLarge(member);
        } catch (ArchiveException e) {
            return new Refused(member.path(), null, member.size(), e.reason());
        } catch (IOException e) {
            throw destination.staging().onWriting(e);
        }
    }

    private Examined examineLarge(ArchiveMember member) throws IOException, ArchiveException {
        Path file = destination.staging().spill();
        try {
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                member.writeTo(out);
            }
            return examiner.examine(SourceBytes.unpacked(member, file), destination);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
