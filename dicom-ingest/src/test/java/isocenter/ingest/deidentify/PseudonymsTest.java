package isocenter.ingest.deidentify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PseudonymsTest {
    @TempDir
    Path home;

    /** Oracle: Python's hmac over the same message, key 000102…1f. */
    @Test
    void areHmacSha256UnderTheKey() throws IOException {
        byte[] key = new byte[32];
        for (int i = 0; i < 32; i++) {
            key[i] = (byte) i;
        }
        Path secrets = Files.createDirectories(home.resolve("secrets"));
        Path file = Files.write(secrets.resolve("pseudonym.key"), key);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Pseudonyms pseudonyms = new Pseudonyms(() -> home);

        assertThat(pseudonyms.patient("ISSUER", "12345")).isEqualTo("P7e67edfffd699710adaf4ef8c2fd690f");
        assertThat(pseudonyms.uid("1.2.840.113619.2.1")).isEqualTo("2.25.29816645289367715210412834663070206147");
    }

    @Test
    void uidIsAVersion8UuidUnderRoot2_25() {
        String uid = new Pseudonyms(() -> home).uid("1.2.3");
        assertThat(uid).matches("2\\.25\\.[1-9][0-9]{30,38}");
        BigInteger uuid = new BigInteger(uid.substring(5));
        assertThat(uuid.shiftRight(76).and(BigInteger.valueOf(15)).intValue()).isEqualTo(8);
        assertThat(uuid.shiftRight(62).and(BigInteger.valueOf(3)).intValue()).isEqualTo(2);
    }

    @Test
    void partsAndDomainsDoNotRunIntoEachOther() {
        Pseudonyms pseudonyms = new Pseudonyms(() -> home);
        assertThat(pseudonyms.patient("ab", "c")).isNotEqualTo(pseudonyms.patient("a", "bc"));
        assertThat(pseudonyms.patient("", "1.2.3")).isNotEqualTo(pseudonyms.patientOfStudy("1.2.3"));
        assertThat(pseudonyms.patient("", " 7 ")).isEqualTo(pseudonyms.patient("", "7"));
        assertThat(pseudonyms.site("st.  mary's")).isEqualTo(pseudonyms.site("ST. MARY'S "));
    }

    @Test
    void keyIsMadeOnceAndKeptForTheOwnerAlone() throws IOException {
        String first = new Pseudonyms(() -> home).uid("1.2.3");
        assertThat(new Pseudonyms(() -> home).uid("1.2.3")).isEqualTo(first);
        Path file = home.resolve("secrets/pseudonym.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.size(file)).isEqualTo(32);
        try (var left = Files.list(home.resolve("secrets"))) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void aKeyThatOthersCanReadIsRefused() throws IOException {
        new Pseudonyms(() -> home).uid("1");
        Path file = home.resolve("secrets/pseudonym.key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new Pseudonyms(() -> home).uid("1"))
                .isInstanceOf(PseudonymKeyException.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aTruncatedKeyIsRefusedNotReplaced() throws IOException {
        new Pseudonyms(() -> home).uid("1");
        Path file = home.resolve("secrets/pseudonym.key");
        Files.write(file, new byte[5]);
        assertThatThrownBy(() -> new Pseudonyms(() -> home).uid("1"))
                .isInstanceOf(PseudonymKeyException.class)
                .hasMessageContaining("Restore");
        assertThat(Files.size(file)).isEqualTo(5);
    }

    @Test
    void startersAtTheSameTimeAgreeOnOneKey() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Callable<String>> starters = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            starters.add(() -> new Pseudonyms(() -> home).keyFingerprint());
        }
        Set<String> keys = new HashSet<>();
        for (Future<String> key : pool.invokeAll(starters)) {
            keys.add(key.get());
        }
        pool.shutdown();
        assertThat(keys).hasSize(1);
    }
}
