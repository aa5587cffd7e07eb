package isocenter.ingest.dimse.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no PDU, or too much of one, end in an exception that says so, at once and for a bounded price. */
class HostilePduTest {
    private static final UserInformation USER = new UserInformation(0, "1.2", "", Optional.empty(), List.of());

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "unknown type, 0800000000 04 00000000, UNRECOGNIZED_PDU",
        "type zero, 000000000000, UNRECOGNIZED_PDU",
        "data of 4 GB, 0400FFFFFFFF, INVALID_PDU_PARAMETER_VALUE",
        "data longer than announced, 040000004001, INVALID_PDU_PARAMETER_VALUE",
        "request of 2 GB, 01007FFFFFFF, INVALID_PDU_PARAMETER_VALUE",
        "abort of 5 bytes, 070000000005 0000000000, INVALID_PDU_PARAMETER_VALUE",
        "abort of 2 bytes, 070000000002 0000, INVALID_PDU_PARAMETER_VALUE",
        "data without a value, 040000000000, INVALID_PDU_PARAMETER_VALUE",
        "value of no length, 040000000006 00000000 0103, INVALID_PDU_PARAMETER_VALUE",
        "value of one byte, 040000000006 00000001 0103, INVALID_PDU_PARAMETER_VALUE",
        "value longer than its PDU, 040000000006 00000003 0103, INVALID_PDU_PARAMETER_VALUE",
        "value of negative length, 040000000006 FFFFFFFF 0103, INVALID_PDU_PARAMETER_VALUE",
        "value cut off in its length, 040000000003 000000, INVALID_PDU_PARAMETER_VALUE",
        "request without its titles, 010000000004 00010000, INVALID_PDU_PARAMETER_VALUE"
    })
    void isRefused(String name, String hex, AbortReason reason) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> PduReference.decode(bytes))
                .isInstanceOfSatisfying(
                        PduException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void everyCutEndsTheStream() {
        for (Map.Entry<String, byte[]> pdu : PduReference.pdus().entrySet()) {
            for (int length = 1; length < pdu.getValue().length; length++) {
                byte[] cut = Arrays.copyOf(pdu.getValue(), length);
                assertThatThrownBy(() -> PduReference.decode(cut)).isInstanceOf(EOFException.class);
            }
        }
    }

    /** Each length field inside a sound request is set to every value that could lead astray. */
    @Test
    void aWrongLengthInsideARequestIsRefusedOrHarmless() throws IOException {
        byte[] sound = PduReference.pdus().get("rich request");
        int refused = 0;
        for (int at = 74; at < sound.length - 1; at++) {
            for (int length : new int[] {0, 1, 0x7FFF, 0xFFFF}) {
                byte[] wrong = sound.clone();
                wrong[at] = (byte) (length >>> 8);
                wrong[at + 1] = (byte) length;
                try {
                    assertThat(PduReference.decode(wrong)).isInstanceOf(AssociateRequest.class);
                } catch (PduException e) {
                    assertThat(e.reason()).isEqualTo(AbortReason.INVALID_PDU_PARAMETER_VALUE);
                    refused++;
                }
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void randomBytesAreRefused() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[6 + random.nextInt(300)];
            random.nextBytes(bytes);
            ByteBuffer.wrap(bytes)
                    .put((byte) (1 + random.nextInt(8)))
                    .put((byte) 0)
                    .putInt(bytes.length - 6);
            try {
                PduReference.decode(bytes);
            } catch (PduException | EOFException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 254})
    void anEvenContextIsRefused(int id) {
        assertRefused(List.of(new ProposedContext(id, "1.2", List.of("1.3"))), "even");
    }

    @Test
    void twoContextsOfOneIdAreRefused() {
        ProposedContext context = new ProposedContext(1, "1.2", List.of("1.3"));
        assertRefused(List.of(context, context), "same ID");
    }

    @Test
    void aContextWithoutTransferSyntaxIsRefused() {
        assertRefused(List.of(new ProposedContext(1, "1.2", List.of())), "0 transfer syntaxes");
    }

    @Test
    void aContextWithTooManyTransferSyntaxesIsRefused() {
        List<String> syntaxes = IntStream.range(0, 300).mapToObj(i -> "1." + i).toList();
        assertRefused(List.of(new ProposedContext(1, "1.2", syntaxes)), "more than");
    }

    @Test
    void tooManyRolesAreRefused() {
        List<RoleSelection> roles = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            roles.add(new RoleSelection("1." + i, true, false));
        }
        UserInformation user = new UserInformation(0, "1.2", "", Optional.empty(), roles);
        byte[] bytes = PduEncoder.encode(new AssociateRequest("A", "B", List.of(), user));
        assertThatThrownBy(() -> PduReference.decode(bytes)).hasMessageContaining("role selections");
    }

    @Test
    void all128ContextsMayBeAskedFor() throws IOException {
        List<ProposedContext> contexts = IntStream.range(0, 128)
                .mapToObj(i -> new ProposedContext(2 * i + 1, "1." + i, List.of("1.2")))
                .toList();
        AssociateRequest request = new AssociateRequest("A", "B", contexts, USER);
        assertThat(PduReference.decode(PduEncoder.encode(request))).isEqualTo(request);
    }

    @Test
    void aLengthThatIsNeverFilledCostsNoMoreThanItIsAllowed() {
        InputStream endless = new ByteArrayInputStream(HexFormat.of().parseHex("00000FFFFF"));
        assertThatThrownBy(() -> new PduDecoder(4096).decode(1, endless)).isInstanceOf(EOFException.class);
        InputStream tooLong = new ByteArrayInputStream(HexFormat.of().parseHex("0000100001"));
        assertThatThrownBy(() -> new PduDecoder(4096).decode(1, tooLong)).isInstanceOf(PduException.class);
    }

    private static void assertRefused(List<ProposedContext> contexts, String because) {
        byte[] bytes = PduEncoder.encode(new AssociateRequest("A", "B", contexts, USER));
        assertThatThrownBy(() -> PduReference.decode(bytes))
                .isInstanceOf(PduException.class)
                .hasMessageContaining(because);
    }
}
