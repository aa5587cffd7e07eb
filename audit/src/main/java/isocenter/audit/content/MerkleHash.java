package isocenter.audit.content;

import java.security.MessageDigest;

/** The three hashes of RFC 6962 section 2.1, each 32 bytes. */
public final class MerkleHash {
    /** Bytes of a hash. */
    public static final int LENGTH = Sha256.LENGTH;

    private MerkleHash() {}

    /** SHA-256 of nothing: the root of an empty tree. */
    public static byte[] empty() {
        return Sha256.digest().digest();
    }

    /** SHA-256(00 ‖ data). */
    public static byte[] leaf(byte[] data) {
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 0);
        return digest.digest(data);
    }

    /** SHA-256(01 ‖ left ‖ right). */
    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = Sha256.digest();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }
}
