package isocenter.ingest.prepared;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Squares on disk, one file for each stored object and size, named by the hash of the object:
 * {@code cache/squares-96-p1/ab/<sha256>}, the values and behind them their SHA-256. They save a second decoding and
 * nothing else: the folder may be deleted at any time, and a file that is not what was written counts as missing.
 * Nothing is forced to disk, for the hash tells what a power cut has left unfinished.
 */
@ApplicationScoped
public class PreparedImages {
    /** Before the size in a folder's name. */
    static final String SQUARES = "squares-";

    private final Path cache;

    PreparedImages(IsocenterHome home) {
        this.cache = home.path().resolve("cache");
    }

    /**
     * Keeps a square.
     *
     * @param objectSha256 hash of the stored object, as text
     * @param image what {@link PreparedImage#of} gave for the object's first frame
     */
    public void keep(String objectSha256, int size, byte[] image) throws IOException {
        Path file = file(objectSha256, size);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path temporary = file.resolveSibling(UUID.randomUUID() + ".tmp");
        try {
            byte[] content = Arrays.copyOf(image, image.length + Sha256.LENGTH);
            System.arraycopy(Sha256.of(image), 0, content, image.length, Sha256.LENGTH);
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** The square of an object, when it was kept and is sound. */
    public Optional<byte[]> find(String objectSha256, int size) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file(objectSha256, size));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        int length = size * size * PreparedImage.BYTES_PER_VALUE;
        if (content.length != length + Sha256.LENGTH) {
            return Optional.empty();
        }
        byte[] image = Arrays.copyOf(content, length);
        return Arrays.equals(Sha256.of(image), 0, Sha256.LENGTH, content, length, content.length)
                ? Optional.of(image)
                : Optional.empty();
    }

    private Path file(String objectSha256, int size) {
        return file(cache.resolve(SQUARES + size + "-p" + PreparedImage.VERSION), objectSha256);
    }

    /** In the folder of one size. */
    static Path file(Path folder, String objectSha256) {
        return folder.resolve(objectSha256.substring(0, 2)).resolve(objectSha256);
    }
}
