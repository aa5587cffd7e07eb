package isocenter.audit.ledger;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The three hashes of RFC 6962 section 2.1, each 32 bytes. */
final class MerkleHash {
    static final int LENGTH = 32;

    private MerkleHash() {}

    /** SHA-256 of nothing: the root of an empty tree. */
    static byte[] empty() {
        return sha256().digest();
    }

    /** SHA-256(00 ‖ data). */
    static byte[] leaf(byte[] data) {
        MessageDigest digest = sha256();
        digest.update((byte) 0);
        return digest.digest(data);
    }

    /** SHA-256(01 ‖ left ‖ right). */
    static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = sha256();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256; use one that does", e);
        }
    }
}
