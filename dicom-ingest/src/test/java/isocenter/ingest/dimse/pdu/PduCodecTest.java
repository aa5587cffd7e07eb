package isocenter.ingest.dimse.pdu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PDUs that pynetdicom encoded mean the same here, and ours are its bytes again. */
class PduCodecTest {
    private static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    private static final String MR = "1.2.840.10008.5.1.4.1.1.4";
    private static final String IMPLICIT = "1.2.840.10008.1.2";
    private static final String EXPLICIT = "1.2.840.10008.1.2.1";
    private static final UserInformation PLAIN =
            new UserInformation(16382, "1.2.3.4", "PEER_1", Optional.empty(), List.of());

    private final Map<String, byte[]> pdus = PduReference.pdus();

    private Pdu decoded(String name) throws IOException {
        return PduReference.decode(pdus.get(name));
    }

    @Test
    void aRequestIsReadAndWritten() throws IOException {
        AssociateRequest expected =
                new AssociateRequest("ISOCENTER", "SCU", List.of(new ProposedContext(1, CT, List.of(IMPLICIT))), PLAIN);
        assertThat(decoded("plain request")).isEqualTo(expected);
        assertThat(PduEncoder.encode(expected)).isEqualTo(pdus.get("plain request"));
    }

    @Test
    void whatIsNegotiatedIsReadAndWhatIsNotIsPassedOver() throws IOException {
        AssociateRequest request = (AssociateRequest) decoded("rich request");
        assertThat(request.contexts())
                .containsExactly(
                        new ProposedContext(1, CT, List.of("1.2.840.10008.1.2.4.90", EXPLICIT, IMPLICIT)),
                        new ProposedContext(3, MR, List.of(EXPLICIT)),
                        new ProposedContext(255, "1.2.840.10008.1.1", List.of(IMPLICIT)));
        assertThat(request.userInformation())
                .isEqualTo(new UserInformation(
                        16382,
                        "1.2.3.4",
                        "PEER_1",
                        Optional.of(new AsynchronousOperations(5, 7)),
                        List.of(new RoleSelection(CT, false, true))));
        assertThat(request.toString()).doesNotContain("secret");
        assertThat(PduReference.decode(PduEncoder.encode(request))).isEqualTo(request);
    }

    @Test
    void anAnswerIsReadAndWritten() throws IOException {
        AssociateAccept accept = (AssociateAccept) decoded("accept");
        assertThat(accept.contexts())
                .extracting(AnsweredContext::id, AnsweredContext::result)
                .containsExactly(
                        tuple(1, ContextResult.ACCEPTANCE),
                        tuple(3, ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED),
                        tuple(5, ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED));
        assertThat(accept.contexts().get(0).transferSyntax()).isEqualTo(EXPLICIT);
        assertThat(PduEncoder.encode(accept)).isEqualTo(pdus.get("accept"));
    }

    @Test
    void theShortOnesAreReadAndWritten() throws IOException {
        Map<String, Pdu> expected = Map.of(
                "reject",
                Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED.pdu(),
                "release request",
                new ReleaseRequest(),
                "release response",
                new ReleaseResponse(),
                "abort",
                Abort.byUser());
        for (Map.Entry<String, Pdu> each : expected.entrySet()) {
            assertThat(decoded(each.getKey())).isEqualTo(each.getValue());
            assertThat(PduEncoder.encode(each.getValue())).isEqualTo(pdus.get(each.getKey()));
        }
    }

    @Test
    void dataIsReadValueByValue() throws IOException {
        List<PresentationDataValue> values = ((PresentationData) decoded("data")).values();
        assertThat(values).hasSize(2);
        assertThat(values.get(0).command()).isTrue();
        assertThat(values.get(0).last()).isTrue();
        assertThat(values.get(0).bytes().remaining()).isEqualTo(10);
        assertThat(values.get(0).bytes().get(9)).isEqualTo((byte) 9);
        assertThat(values.get(1).command()).isFalse();
        assertThat(values.get(1).last()).isFalse();
        assertThat(values.get(1).bytes().remaining()).isEqualTo(2);
    }

    @Test
    void anItemThatDoesNotFitItsLengthIsNotWritten() {
        UserInformation user = new UserInformation(0, "1".repeat(70000), "", Optional.empty(), List.of());
        assertThatThrownBy(() -> PduEncoder.encode(new AssociateRequest("A", "B", List.of(), user)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void titlesAreTold() {
        assertThat(AeTitle.isValid("MY SCU")).isTrue();
        for (String bad : new String[] {"", " A", "A ", "A\\B", "A\tB", "SEVENTEEN LETTERS", "Ä"}) {
            assertThat(AeTitle.isValid(bad)).isFalse();
            assertThat(AeTitle.shown(bad)).isEqualTo("an invalid AE title");
        }
    }
}
