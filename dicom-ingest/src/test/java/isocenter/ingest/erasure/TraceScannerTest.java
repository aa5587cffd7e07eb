package isocenter.ingest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.erasure.Traces.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TraceScannerTest {
    private static final String PATIENT = "P0123456789abcdef0123456789abcdef";
    private static final String UID = "2.25.329800735698586629295641978511506172";
    private static final String HASH = "c0ffee00".repeat(8);
    private static final int BUFFER = 1 << 17;

    private final Random random = new Random(11);

    /** At and around the places where the buffer is emptied, whatever the pieces that come. */
    @Test
    void aNameIsFoundWhereverItLies() {
        TraceScanner scanner = new TraceScanner(traces());
        for (String name : List.of(PATIENT, UID, HASH)) {
            byte[] needle = name.getBytes(StandardCharsets.US_ASCII);
            for (int at :
                    new int[] {0, 1, BUFFER - 80, BUFFER - 40, BUFFER - 17, BUFFER - 1, BUFFER, 2 * BUFFER - 70}) {
                byte[] text = noise(at + needle.length);
                System.arraycopy(needle, 0, text, at, needle.length);
                assertThat(found(scanner, text, 1 + random.nextInt(100_000)))
                        .as("%s at %d", name, at)
                        .isTrue();
                text[at + needle.length - 1] ^= 1;
                assertThat(found(scanner, text, 1 + random.nextInt(100_000)))
                        .as("not quite %s at %d", name, at)
                        .isFalse();
            }
        }
        assertThat(scanner.names()).isEqualTo(3);
    }

    @Test
    void aHashIsFoundAsItsBytesToo() {
        TraceScanner scanner = new TraceScanner(traces());
        byte[] text = noise(5000);
        System.arraycopy(HexFormat.of().parseHex(HASH), 0, text, 4968, 32);
        assertThat(found(scanner, text, 7)).isTrue();
    }

    @Test
    void textsAreNotReadIntoEachOther() {
        TraceScanner scanner = new TraceScanner(traces());
        assertThat(scanner.isIn(PATIENT.substring(0, 20))).isFalse();
        assertThat(scanner.isIn(PATIENT.substring(20))).isFalse();
        assertThat(scanner.isIn("datasets/" + PATIENT + ".jsonl")).isTrue();
        assertThat(scanner.isIn("datasets/other.jsonl")).isFalse();
    }

    private static Traces traces() {
        Traces traces = new Traces(PATIENT);
        traces.add(Kind.INSTANCE, List.of(UID, "1.2.3"));
        traces.add(Kind.OBJECT, HASH);
        return traces;
    }

    private byte[] noise(int length) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        return noise;
    }

    private static boolean found(TraceScanner scanner, byte[] text, int piece) {
        for (int from = 0; from < text.length; from += piece) {
            scanner.write(text, from, Math.min(piece, text.length - from));
        }
        return scanner.finish();
    }
}
