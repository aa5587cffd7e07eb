package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.RawPeer;
import isocenter.ingest.dimse.association.Status;
import isocenter.ingest.dimse.pdu.Abort;
import isocenter.ingest.dimse.pdu.AbortReason;
import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.Pdu;
import isocenter.ingest.dimse.pdu.PduEncoder;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.Rejection;
import isocenter.ingest.dimse.pdu.ReleaseRequest;
import isocenter.ingest.dimse.pdu.ReleaseResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Peers that break the protocol, stop in the middle or are slow: each is cut off, leaves nothing, and harms nobody. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePeerTest {
    private static final byte[] OBJECT =
            TestServer.bytes(TestServer.object("1.2.3"), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

    private final TestServer server = new TestServer(
            "timeouts.association", "600ms", "timeouts.pdu", "600ms", "timeouts.idle", "800ms", "limits.pdu", "4096");

    @AfterEach
    void nothingIsLeft() throws IOException {
        try (RawPeer sound = RawPeer.associated(server.port())) {
            sound.sendCommand(RawPeer.VERIFICATION_CONTEXT, RawPeer.echoRequest());
            assertThat(sound.receiveCommand().status()).isEqualTo(Status.SUCCESS);
        }
        server.close();
        assertThat(server.inbox.open).hasValue(0);
        assertThat(server.inbox.kept).isEmpty();
    }

    private void assertCutOff(RawPeer peer, AbortReason reason) throws IOException {
        assertThat(peer.receive()).isEqualTo(Abort.byProvider(reason));
        peer.close();
    }

    enum End {
        ABORT,
        CLOSE,
        RESET,
        HALF_CLOSE,
        RELEASE,
        HALF_A_PDU
    }

    @ParameterizedTest
    @EnumSource
    void whoEndsInTheMiddleOfAnObjectLeavesNothing(End end) throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            peer.send(RawPeer.data(RawPeer.value(1, false, false, OBJECT, 0, OBJECT.length / 2)));
            switch (end) {
                case ABORT -> peer.send(Abort.byUser());
                case CLOSE -> peer.close();
                case RESET -> peer.reset();
                case HALF_CLOSE -> peer.shutdownOutput();
                case RELEASE -> {
                    peer.send(new ReleaseRequest());
                    assertThat(peer.receive()).isEqualTo(new ReleaseResponse());
                }
                case HALF_A_PDU -> {
                    peer.send(Arrays.copyOf(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, 100)), 40));
                    peer.shutdownOutput();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000",
                "\u0000\u0000\u0000\u0000\u0000\u0000",
                "SSH-2.0-x\r\n"
            })
    void otherProtocolsAreCutOff(String greeting) throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(greeting.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(peer.receive()).isEqualTo(Abort.byUser());
        }
    }

    @Test
    void randomBytesAreCutOff() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 50; i++) {
            byte[] garbage = new byte[200];
            random.nextBytes(garbage);
            garbage[0] = (byte) (8 + random.nextInt(200));
            try (RawPeer peer = new RawPeer(server.port())) {
                peer.send(garbage);
                assertThat(peer.receive()).isIn(Abort.byUser(), null);
            }
            try (RawPeer peer = RawPeer.associated(server.port())) {
                peer.send(garbage);
                assertThat(peer.receive()).isIn(Abort.byProvider(AbortReason.UNRECOGNIZED_PDU), null);
            }
        }
    }

    @Test
    void aPduThatIsLongerThanAgreedIsCutOffUnread() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            peer.send(new byte[] {4, 0, 0, 0, 0x10, 1});
            assertCutOff(peer, AbortReason.INVALID_PDU_PARAMETER_VALUE);
        }
    }

    @Test
    void theLongestPduThatWasAgreedIsTaken() throws IOException {
        server.inbox.answer = bytes -> new IngestOutcome.Duplicate("2.25.1");
        byte[] object = Arrays.copyOf(OBJECT, 4096 - 6);
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            peer.send(RawPeer.data(RawPeer.value(1, false, true, object, 0, object.length)));
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
        }
    }

    @Test
    void tooManyContextsAreCutOff() throws IOException {
        ProposedContext[] contexts = new ProposedContext[129];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = new ProposedContext((2 * i + 1) & 0xFF, RawPeer.CT, List.of(RawPeer.EXPLICIT));
        }
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request(0, contexts));
            assertThat(peer.receive()).isEqualTo(Abort.byUser());
        }
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(RawPeer.request(0, Arrays.copyOf(contexts, 128)));
            assertThat(((AssociateAccept) peer.receive()).contexts()).hasSize(128);
        }
    }

    @Test
    void pdusOutOfTurnAreCutOff() throws IOException {
        for (Pdu early : List.of(new ReleaseRequest(), new ReleaseResponse(), Rejection.NO_REASON_GIVEN.pdu())) {
            try (RawPeer peer = new RawPeer(server.port())) {
                peer.send(early);
                assertThat(peer.receive()).isEqualTo(Abort.byUser());
            }
        }
        for (Pdu late : List.of(RawPeer.request(0), new ReleaseResponse(), Rejection.NO_REASON_GIVEN.pdu())) {
            try (RawPeer peer = RawPeer.associated(server.port())) {
                peer.send(late);
                assertCutOff(peer, AbortReason.UNEXPECTED_PDU);
            }
        }
    }

    @Test
    void messagesThatAreMixedUpAreCutOff() throws IOException {
        byte[] store = RawPeer.storeRequest("1.2.3");
        byte[] first = RawPeer.data(RawPeer.value(1, true, false, store, 0, 20));
        byte[] wholeStore = RawPeer.data(RawPeer.value(1, true, true, store, 0, store.length));
        byte[][][] conversations = {
            {RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, 10))},
            {RawPeer.data(RawPeer.value(5, true, true, store, 0, store.length))},
            {first, RawPeer.data(RawPeer.value(3, true, true, store, 20, store.length))},
            {first, RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, 10))},
            {wholeStore, wholeStore},
            {wholeStore, RawPeer.data(RawPeer.value(3, false, true, OBJECT, 0, 10))},
            {RawPeer.data(RawPeer.value(1, true, true, OBJECT, 0, 60))},
            {RawPeer.data(RawPeer.value(1, true, true, new byte[0], 0, 0))},
            {RawPeer.data(RawPeer.value(1, true, true, twice(store), 0, 2 * store.length))}
        };
        for (byte[][] conversation : conversations) {
            try (RawPeer peer = RawPeer.associated(server.port())) {
                for (byte[] pdu : conversation) {
                    peer.send(pdu);
                }
                assertThat(peer.receive()).isEqualTo(Abort.byUser());
            }
        }
    }

    private static byte[] twice(byte[] bytes) {
        byte[] twice = Arrays.copyOf(bytes, 2 * bytes.length);
        System.arraycopy(bytes, 0, twice, bytes.length, bytes.length);
        return twice;
    }

    @Test
    void aCommandSetWithoutEndIsCutOff() throws IOException {
        byte[] filler = new byte[4000];
        try (RawPeer peer = RawPeer.associated(server.port())) {
            for (int i = 0; i < 17; i++) {
                peer.send(RawPeer.data(RawPeer.value(1, true, false, filler, 0, filler.length)));
            }
            assertThat(peer.receive()).isIn(Abort.byUser(), null);
        }
    }

    @Test
    void unknownCommandsAreLeftUnanswered() throws IOException {
        Command unknown = Command.of(CommandField.C_ECHO_RQ).put(0x00000100, 0x0777);
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(3, RawPeer.encoded(unknown, false));
            peer.sendCommand(3, RawPeer.encoded(Command.of(CommandField.C_CANCEL_RQ), false));
            peer.sendCommand(3, RawPeer.encoded(Command.of(CommandField.C_STORE_RSP), false));
            peer.sendCommand(3, RawPeer.echoRequest());
            assertThat(peer.receiveCommand().number(CommandTags.MESSAGE_ID_BEING_RESPONDED_TO))
                    .hasValue(9);
        }
    }

    @Test
    void whoAsksForNothingIsDropped() throws IOException {
        try (RawPeer peer = new RawPeer(server.port())) {
            assertThat(peer.receive()).as("ARTIM expires without a word").isNull();
        }
        byte[] request = PduEncoder.encode(RawPeer.request(0));
        try (RawPeer peer = new RawPeer(server.port())) {
            peer.send(Arrays.copyOf(request, request.length - 1));
            assertThat(peer.receive()).isNull();
        }
    }

    @Test
    void whoSaysNothingMoreIsAborted() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            assertThat(peer.receive()).isEqualTo(Abort.byUser());
        }
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            assertThat(peer.receive()).isEqualTo(Abort.byUser());
        }
    }

    /** A byte at a time never meets a socket's timeout; the PDU's deadline holds all the same. */
    @Test
    void whoSendsAByteAtATimeIsAborted() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            Thread drip = new Thread(() -> drip(peer));
            drip.setDaemon(true);
            drip.start();
            assertThat(peer.receive()).isEqualTo(Abort.byUser());
        }
    }

    private static void drip(RawPeer peer) {
        byte[] pdu = RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length));
        try {
            for (byte b : pdu) {
                peer.send(new byte[] {b});
                Thread.sleep(20);
            }
        } catch (IOException | InterruptedException cutOff) {
            // as it should be
        }
    }

    /** Small PDUs in time, and yet no progress. */
    @Test
    void whoSendsTooSlowlyOverallIsAborted() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            Thread drip = new Thread(() -> {
                try {
                    for (int i = 0; i < 1000; i++) {
                        peer.send(RawPeer.data(RawPeer.value(1, false, false, OBJECT, 0, 2)));
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException cutOff) {
                    // as it should be
                }
            });
            drip.setDaemon(true);
            drip.start();
            assertThat(peer.receive()).isEqualTo(Abort.byUser());
        }
    }

    /** Who does not read our answers would hold a thread in a write that has no end. */
    @Test
    void whoDoesNotReadIsDropped() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port(), 8)) {
            byte[] echo = RawPeer.echoRequest();
            byte[] pdu = RawPeer.data(RawPeer.value(3, true, true, echo, 0, echo.length));
            IOException end = null;
            for (int i = 0; i < 2_000_000 && end == null; i++) {
                try {
                    peer.send(pdu);
                } catch (IOException dropped) {
                    end = dropped;
                }
            }
            assertThat(end).isNotNull();
        }
    }

    /** A stop that is in a hurry does not wait for a peer that takes nothing. */
    @Test
    void stoppingDoesNotWaitForWhoDoesNotRead() throws IOException {
        TestServer own = new TestServer("timeouts.stop", "200ms", "timeouts.pdu", "1h");
        try (RawPeer peer = RawPeer.associated(own.port(), 8)) {
            byte[] echo = RawPeer.echoRequest();
            byte[] pdu = RawPeer.data(RawPeer.value(3, true, true, echo, 0, echo.length));
            Thread flood = new Thread(() -> {
                try {
                    while (true) {
                        peer.send(pdu);
                    }
                } catch (IOException dropped) {
                    // as it should be
                }
            });
            flood.setDaemon(true);
            flood.start();
            own.close();
            assertThat(own.server.isRunning()).isFalse();
        }
    }

    @Test
    void stoppingLetsARunningTransferEndAndReleasesTheRest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch durable = new CountDownLatch(1);
        TestServer own = new TestServer();
        own.inbox.answer = bytes -> {
            begun.countDown();
            try {
                durable.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new IngestOutcome.Accepted("2.25.1", "a");
        };
        try (RawPeer sending = RawPeer.associated(own.port());
                RawPeer idle = RawPeer.associated(own.port())) {
            sending.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            sending.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
            begun.await();
            Thread stop = new Thread(own::close);
            stop.start();
            assertThat(idle.receive()).isEqualTo(new ReleaseRequest());
            idle.send(new ReleaseResponse());
            assertThat(idle.receive()).isNull();
            assertThat(stop.isAlive()).isTrue();
            durable.countDown();
            assertThat(sending.receiveCommand().status()).isEqualTo(Status.SUCCESS);
            assertThat(sending.receive()).isEqualTo(new ReleaseRequest());
            sending.send(new ReleaseRequest()); // both at once: PS3.8 9.2.3, AR-8
            sending.send(new ReleaseResponse());
            assertThat(sending.receive()).isEqualTo(new ReleaseResponse());
            sending.close();
            stop.join();
        }
        assertThat(own.inbox.kept).hasSize(1);
        assertThat(own.server.isRunning()).isFalse();
    }
}
