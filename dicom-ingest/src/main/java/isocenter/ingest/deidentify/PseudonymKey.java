package isocenter.ingest.deidentify;

import isocenter.audit.content.DurableFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import java.util.UUID;

/** The file that holds the 32 random bytes from which all pseudonyms follow. */
final class PseudonymKey {
    static final int BYTES = 32;
    private static final String NAME = "pseudonym.key";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private PseudonymKey() {}

    /** Reads the key in {@code secrets}, making it on first use. */
    static byte[] in(Path secrets) {
        Path file = secrets.resolve(NAME);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                create(secrets, file);
            }
            return read(file);
        } catch (IOException e) {
            throw new PseudonymKeyException(
                    "The pseudonym key %s cannot be read or made (%s). Check that the data folder is yours and writable."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    private static byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new PseudonymKeyException("The pseudonym key %s is not a plain file.".formatted(file));
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new PseudonymKeyException(
                    "The pseudonym key %s can be read by others, so pseudonyms could be undone. Run: chmod 600 %s"
                            .formatted(file, file));
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw new PseudonymKeyException(
                    "The pseudonym key %s holds %d bytes, not %d. Restore it from your backup; a new key would give every patient a second pseudonym."
                            .formatted(file, key.length, BYTES));
        }
        return key;
    }

    /**
     * The complete key appears under its name in one step: a hard link fails when the name is taken, so of two
     * processes that start together one wins and both read the winner's key.
     */
    private static void create(Path secrets, Path file) throws IOException {
        Files.createDirectories(secrets, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = secrets.resolve(NAME + "." + UUID.randomUUID());
        try {
            try (FileChannel channel = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
                DurableFile.writeFully(channel, ByteBuffer.wrap(key));
                channel.force(true);
            }
            linkUnlessTaken(file, draft);
        } finally {
            Files.deleteIfExists(draft);
        }
        DurableFile.forceFolder(secrets);
    }

    private static void linkUnlessTaken(Path file, Path draft) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException another) {
            // Another process made the key meanwhile; its key counts.
        }
    }
}
