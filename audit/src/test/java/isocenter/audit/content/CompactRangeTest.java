package isocenter.audit.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactRangeTest {
    /** The leaves and roots that Certificate Transparency's implementations are tested with. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void rootsOfTheReferenceLeavesAreThePublishedOnes() {
        CompactRange tree = CompactRange.empty();
        assertThat(hex(tree.root())).isEqualTo(ROOTS.get(0));
        for (int i = 0; i < LEAVES.size(); i++) {
            tree.append(MerkleHash.leaf(HexFormat.of().parseHex(LEAVES.get(i))));
            assertThat(hex(tree.root())).as("size %d", i + 1).isEqualTo(ROOTS.get(i + 1));
        }
    }

    @Test
    void rootEqualsTheRecursiveDefinitionAtEverySizeAndAfterBeingStored() throws NoSuchAlgorithmException {
        CompactRange tree = CompactRange.empty();
        List<byte[]> data = new ArrayList<>();
        for (int size = 0; size <= 300; size++) {
            assertThat(tree.size()).isEqualTo(size);
            assertThat(tree.root()).as("size %d", size).isEqualTo(recursiveRoot(data));
            tree = CompactRange.of(size, tree.encoded());
            byte[] leaf = ("event " + size).getBytes(StandardCharsets.UTF_8);
            data.add(leaf);
            tree.append(MerkleHash.leaf(leaf));
        }
    }

    @Test
    void aFrontierOfTheWrongLengthIsRefused() {
        assertThatThrownBy(() -> CompactRange.of(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }

    /** RFC 6962 section 2.1, word for word: split at the largest power of two below n. */
    private static byte[] recursiveRoot(List<byte[]> data) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        if (data.isEmpty()) {
            return digest.digest();
        }
        if (data.size() == 1) {
            digest.update((byte) 0);
            return digest.digest(data.get(0));
        }
        int split = 1;
        while (split * 2 < data.size()) {
            split *= 2;
        }
        digest.update((byte) 1);
        digest.update(recursiveRoot(data.subList(0, split)));
        return digest.digest(recursiveRoot(data.subList(split, data.size())));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
