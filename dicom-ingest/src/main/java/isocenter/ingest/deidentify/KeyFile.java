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

/** A file of 32 random bytes that never leave the folder {@code secrets}, made on first use, readable by its owner alone. */
public final class KeyFile {
    static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final String name;
    private final String whatOthersCould;
    private final String whatANewKeyWould;
    private final Failure failure;

    /** Makes the exception of a key that cannot be used. */
    public interface Failure {
        RuntimeException of(String message);
    }

    /**
     * @param name of the file
     * @param whatOthersCould what a reader of the key could do, for messages
     * @param whatANewKeyWould what would go wrong under another key, for messages
     */
    public KeyFile(String name, String whatOthersCould, String whatANewKeyWould, Failure failure) {
        this.name = name;
        this.whatOthersCould = whatOthersCould;
        this.whatANewKeyWould = whatANewKeyWould;
        this.failure = failure;
    }

    /** Reads the key in {@code secrets}, making it on first use. */
    public byte[] in(Path secrets) {
        Path file = secrets.resolve(name);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                create(secrets, file);
            }
            return read(file);
        } catch (IOException e) {
            throw failure.of("The key %s cannot be read or made (%s). Check that the data folder is yours and writable."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private byte[] read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw failure.of("The key %s is not a plain file.".formatted(file));
        }
        if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw failure.of("The key %s can be read by others, so %s. Run: chmod 600 %s"
                    .formatted(file, whatOthersCould, file));
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != BYTES) {
            throw failure.of("The key %s holds %d bytes, not %d. Restore it from your backup; a new key would %s."
                    .formatted(file, key.length, BYTES, whatANewKeyWould));
        }
        return key;
    }

    /**
     * The complete key appears under its name in one step: a hard link fails when the name is taken, so of two
     * processes that start together one wins and both read the winner's key.
     */
    private void create(Path secrets, Path file) throws IOException {
        Files.createDirectories(secrets, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = secrets.resolve(name + "." + UUID.randomUUID());
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
