package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.RawPeer;
import isocenter.ingest.dimse.pdu.AnsweredContext;
import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.AsynchronousOperations;
import isocenter.ingest.dimse.pdu.ContextResult;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.Rejection;
import isocenter.ingest.dimse.pdu.ReleaseRequest;
import isocenter.ingest.dimse.pdu.ReleaseResponse;
import isocenter.ingest.dimse.pdu.RoleSelection;
import isocenter.ingest.dimse.pdu.UserInformation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets an association, and for what. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NegotiationTest {
    private static final ProposedContext VERIFICATION =
            new ProposedContext(1, RawPeer.VERIFICATION, List.of("1.2.840.10008.1.2"));

    @ParameterizedTest(name = "{0} calls {1} with the list {2}")
    @CsvSource({
        "STRANGER, ISOCENTER, SCU, CALLING_AE_TITLE_NOT_RECOGNIZED",
        "STRANGER, ISOCENTER, '', CALLING_AE_TITLE_NOT_RECOGNIZED",
        "scu, ISOCENTER, SCU, CALLING_AE_TITLE_NOT_RECOGNIZED",
        "SCU, OTHER, SCU, CALLED_AE_TITLE_NOT_RECOGNIZED",
        "SCU, '', SCU, CALLED_AE_TITLE_NOT_RECOGNIZED",
        "STRANGER, OTHER, SCU, CALLING_AE_TITLE_NOT_RECOGNIZED",
        "SCU, ISOCENTER, SCU@10.0.0.0/8, CALLING_AE_TITLE_NOT_RECOGNIZED",
        "SCU, ISOCENTER, SCU@127.0.0.2, CALLING_AE_TITLE_NOT_RECOGNIZED"
    })
    void isRejected(String calling, String called, String list, Rejection reason) throws IOException {
        try (TestServer server = new TestServer("callers", list);
                RawPeer peer = new RawPeer(server.port())) {
            peer.send(new AssociateRequest(called, calling, List.of(VERIFICATION), RawPeer.user(0)));
            assertThat(peer.receive()).isEqualTo(reason.pdu());
            peer.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCU", "OTHER,SCU", "SCU@127.0.0.1", "SCU@127.0.0.0/8", "SCU@10.0.0.0/8,SCU@127.0.0.0/30"})
    void isOnTheList(String list) {
        try (TestServer server = new TestServer("callers", list);
                Association association = server.open(VERIFICATION)) {
            assertThat(association.contexts()).hasSize(1);
            association.release();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\\B", "SEVENTEEN-LETTERS", "SCU@10.0.0.0/33", "SCU@host.example", "SCU@", "@10.0.0.1"})
    void aListThatCannotBeMeantIsNotAccepted(String list) {
        assertThatThrownBy(() -> new CallerList(List.of(list))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherProtocolVersionOrApplicationContextIsRejected() throws IOException {
        try (TestServer server = new TestServer();
                RawPeer second = new RawPeer(server.port());
                RawPeer other = new RawPeer(server.port())) {
            second.send(new AssociateRequest(
                    2,
                    "ISOCENTER",
                    "SCU",
                    AssociateRequest.DICOM_APPLICATION_CONTEXT,
                    List.of(VERIFICATION),
                    RawPeer.user(0)));
            assertThat(second.receive()).isEqualTo(Rejection.PROTOCOL_VERSION_NOT_SUPPORTED.pdu());
            other.send(new AssociateRequest(1, "ISOCENTER", "SCU", "1.2.3", List.of(VERIFICATION), RawPeer.user(0)));
            assertThat(other.receive()).isEqualTo(Rejection.APPLICATION_CONTEXT_NOT_SUPPORTED.pdu());
            second.close();
            other.close();
        }
    }

    @Test
    void contextsAreAnsweredOneByOne() throws IOException {
        try (TestServer server = new TestServer();
                RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request(
                    0,
                    new ProposedContext(1, "1.2.840.10008.5.1.4.1.1.2", List.of("1.2.3.4", "1.2.840.10008.1.2.4.90")),
                    new ProposedContext(3, "1.2.840.10008.5.1.4.1.1.2", List.of("1.2.3.4")),
                    new ProposedContext(5, "1.2.840.10008.5.1.4.1.2.2.1", List.of("1.2.840.10008.1.2")),
                    new ProposedContext(7, "1.2.840.10008.1.20.1", List.of("1.2.840.10008.1.2")),
                    new ProposedContext(9, RawPeer.VERIFICATION, List.of("1.2.840.10008.1.2.4.90")),
                    new ProposedContext(11, "1.2.840.10008.5.1.4.1.1.", List.of("1.2.840.10008.1.2")),
                    new ProposedContext(13, "1.2.840.10008.5.1.4.1.1.../etc", List.of("1.2.840.10008.1.2"))));
            AssociateAccept accept = (AssociateAccept) peer.receive();
            assertThat(accept.contexts().get(0))
                    .isEqualTo(new AnsweredContext(1, ContextResult.ACCEPTANCE, "1.2.840.10008.1.2.4.90"));
            assertThat(accept.contexts().stream().skip(1).map(AnsweredContext::result))
                    .containsExactly(
                            ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED,
                            ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                            ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                            ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED,
                            ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                            ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED);
            assertThat(accept.userInformation().maximumLength()).isEqualTo(131072);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyTransferSyntaxIsTakenForStorage(TransferSyntax syntax) throws IOException {
        try (TestServer server = new TestServer();
                RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request(0, new ProposedContext(1, RawPeer.CT, List.of(syntax.uid()))));
            assertThat(((AssociateAccept) peer.receive()).contexts())
                    .containsExactly(new AnsweredContext(1, ContextResult.ACCEPTANCE, syntax.uid()));
        }
    }

    /** PS3.4 table B.5-1 has classes outside the root; vendors have their own. */
    @Test
    void storageIsMoreThanOneRoot() {
        SopClasses classes = new SopClasses(List.of("1.3.12.2.1107.5.9.1"));
        for (String uid : List.of(
                "1.2.840.10008.5.1.4.1.1.1",
                "1.2.840.10008.5.1.4.1.1.88.33",
                "1.2.840.10008.5.1.4.1.1.481.2",
                "1.2.840.10008.5.1.4.34.7",
                "1.2.840.10008.5.1.4.34.10",
                "1.3.12.2.1107.5.9.1")) {
            assertThat(classes.isStorage(uid)).as(uid).isTrue();
        }
        for (String uid : List.of("", "1.2.840.10008.1.1", "1.2.840.10008.5.1.4.1.2.2.1", "1.3.12.2.1107.5.9.2")) {
            assertThat(classes.isStorage(uid)).as(uid).isFalse();
        }
    }

    @Test
    void oneOperationAtATimeAndNoOtherRoles() throws IOException {
        try (TestServer server = new TestServer();
                RawPeer peer = new RawPeer(server.port())) {
            UserInformation asks = new UserInformation(
                    0,
                    "1.2.3",
                    "RAW",
                    Optional.of(new AsynchronousOperations(0, 0)),
                    List.of(
                            new RoleSelection(RawPeer.CT, true, true),
                            new RoleSelection("1.2.840.10008.5.1.4.1.2.2.3", true, true)));
            peer.send(new AssociateRequest(
                    "ISOCENTER", "SCU", List.of(new ProposedContext(1, RawPeer.CT, List.of(RawPeer.EXPLICIT))), asks));
            UserInformation answer = ((AssociateAccept) peer.receive()).userInformation();
            assertThat(answer.asynchronousOperations()).contains(new AsynchronousOperations(1, 1));
            assertThat(answer.roles()).containsExactly(new RoleSelection(RawPeer.CT, true, false));
        }
    }

    @ParameterizedTest(name = "the peer takes PDUs of {0} bytes")
    @ValueSource(ints = {0, 8, 9, 10, 100, 4096, Integer.MAX_VALUE})
    void peersOfAllSizesAreAnswered(int longest) throws IOException {
        try (TestServer server = new TestServer();
                RawPeer peer = RawPeer.associated(server.port(), longest)) {
            peer.sendCommand(RawPeer.VERIFICATION_CONTEXT, RawPeer.echoRequest());
            assertThat(peer.receiveCommand().field()).contains(CommandField.C_ECHO_RSP);
            peer.send(new ReleaseRequest());
            assertThat(peer.receive()).isEqualTo(new ReleaseResponse());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 7})
    void aPeerThatTakesNoBytesIsRejected(int longest) throws IOException {
        try (TestServer server = new TestServer();
                RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request(longest, VERIFICATION));
            assertThat(peer.receive()).isEqualTo(Rejection.NO_REASON_GIVEN_BY_ACSE.pdu());
            peer.close();
        }
    }

    @Test
    void oneAssociationTooManyIsRejectedForTheMoment() throws IOException {
        try (TestServer server = new TestServer("limits.associations", "2");
                Association first = server.open(VERIFICATION);
                Association second = server.open(VERIFICATION)) {
            assertThatThrownBy(() -> server.open(VERIFICATION))
                    .isInstanceOfSatisfying(
                            AssociationException.class,
                            e -> assertThat(e.kind()).isEqualTo(AssociationException.Kind.BUSY));
            assertThat(second.contexts()).hasSize(1);
            first.release();
            openSoon(server).close();
        }
    }

    /** A place is free a moment after its association was released. */
    private static Association openSoon(TestServer server) {
        for (int i = 0; ; i++) {
            try {
                return server.open(VERIFICATION);
            } catch (AssociationException busy) {
                assertThat(i).isLessThan(1000);
            }
        }
    }

    @Test
    void connectionsThatAskForNothingDoNotPileUp() throws IOException {
        try (TestServer server = new TestServer("limits.negotiations", "2", "timeouts.association", "30s")) {
            RawPeer[] idle = {new RawPeer(server.port()), new RawPeer(server.port())};
            try (RawPeer third = new RawPeer(server.port())) {
                assertThat(third.receive()).isNull();
            }
            for (RawPeer peer : idle) {
                peer.close();
            }
            assertThat(Arrays.asList(idle)).hasSize(2);
        }
    }
}
