package isocenter.audit.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). As text it is always 64 lower-case hexadecimal digits. */
public final class Sha256 {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final int BLOCK = 1 << 16;

    private Sha256() {}

    /** A digest to be fed piece by piece. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; use one that does", e);
        }
    }

    /** The hash itself. */
    public static byte[] of(byte[] bytes) {
        return digest().digest(bytes);
    }

    /** The hash as text. */
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(of(bytes));
    }

    /** The hash of a text's UTF-8 bytes, as text. */
    public static String hex(String text) {
        return hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends a digest; its hash as text. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * The hash of a file's bytes, read a block at a time, as text.
     *
     * @throws UncheckedIOException when the file cannot be read to its end
     */
    public static String hex(Path file) {
        MessageDigest digest = digest();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A file cannot be read: " + file, e);
        }
        return hex(digest);
    }
}
