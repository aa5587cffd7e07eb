package isocenter.audit.content;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Merkle tree of which only the roots of its perfect subtrees are kept: enough to append a leaf and to know the root,
 * in O(log n) memory and hashes. There is one node for each set bit of the size, largest subtree first.
 */
public final class CompactRange {
    private long size;
    private final List<byte[]> nodes;

    private CompactRange(long size, List<byte[]> nodes) {
        this.size = size;
        this.nodes = nodes;
    }

    /** The empty tree. */
    public static CompactRange empty() {
        return new CompactRange(0, new ArrayList<>());
    }

    /**
     * Reads what {@link #encoded()} wrote.
     *
     * @throws IllegalArgumentException when the bytes do not fit a tree of that size
     */
    public static CompactRange of(long size, byte[] encoded) {
        if (size < 0 || encoded.length != Long.bitCount(size) * MerkleHash.LENGTH) {
            throw new IllegalArgumentException(
                    "A frontier of " + encoded.length + " bytes does not fit a tree of size " + size);
        }
        List<byte[]> nodes = new ArrayList<>();
        for (int at = 0; at < encoded.length; at += MerkleHash.LENGTH) {
            nodes.add(Arrays.copyOfRange(encoded, at, at + MerkleHash.LENGTH));
        }
        return new CompactRange(size, nodes);
    }

    /** Number of leaves. */
    public long size() {
        return size;
    }

    /** Appends one leaf hash, merging equal-sized subtrees as a binary counter carries. */
    public void append(byte[] leafHash) {
        byte[] node = leafHash;
        for (long carry = size; (carry & 1) == 1; carry >>>= 1) {
            node = MerkleHash.node(nodes.remove(nodes.size() - 1), node);
        }
        nodes.add(node);
        size++;
    }

    /** Merkle tree hash (RFC 6962 section 2.1), 32 bytes. */
    public byte[] root() {
        if (nodes.isEmpty()) {
            return MerkleHash.empty();
        }
        byte[] root = nodes.get(nodes.size() - 1);
        for (int i = nodes.size() - 2; i >= 0; i--) {
            root = MerkleHash.node(nodes.get(i), root);
        }
        return root;
    }

    /** The kept nodes one after the other, 32 bytes each. */
    public byte[] encoded() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(nodes.size() * MerkleHash.LENGTH);
        nodes.forEach(out::writeBytes);
        return out.toByteArray();
    }
}
