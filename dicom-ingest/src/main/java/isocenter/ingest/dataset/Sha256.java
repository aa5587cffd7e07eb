package isocenter.ingest.dataset;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without a checked exception that cannot happen. */
final class Sha256 {
    static final int LENGTH = 32;

    private Sha256() {}

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256: use one that does", e);
        }
    }

    static byte[] of(byte[] data) {
        return start().digest(data);
    }
}
