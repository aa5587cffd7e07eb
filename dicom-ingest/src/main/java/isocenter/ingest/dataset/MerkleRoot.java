package isocenter.ingest.dataset;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Merkle tree hash of RFC 6962 section 2.1 over leaves as they come: leaf SHA-256(00 ‖ data), node
 * SHA-256(01 ‖ left ‖ right), empty tree SHA-256(""). Keeps one hash per level.
 */
final class MerkleRoot {
    /** Roots of the perfect subtrees so far, largest first: one for each bit set in {@link #leaves}. */
    private final List<byte[]> subtrees = new ArrayList<>();

    private long leaves;

    void add(byte[] data) {
        MessageDigest digest = Sha256.start();
        digest.update((byte) 0);
        byte[] hash = digest.digest(data);
        for (long full = leaves; (full & 1) == 1; full >>= 1) {
            hash = node(subtrees.remove(subtrees.size() - 1), hash);
        }
        subtrees.add(hash);
        leaves++;
    }

    byte[] root() {
        if (subtrees.isEmpty()) {
            return Sha256.of(new byte[0]);
        }
        byte[] root = subtrees.get(subtrees.size() - 1);
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return root;
    }

    private static byte[] node(byte[] left, byte[] right) {
        MessageDigest digest = Sha256.start();
        digest.update((byte) 1);
        digest.update(left);
        return digest.digest(right);
    }
}
