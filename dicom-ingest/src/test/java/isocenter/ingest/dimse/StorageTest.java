package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.StoreFailures;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.PresentationContext;
import isocenter.ingest.dimse.association.RawPeer;
import isocenter.ingest.dimse.association.Status;
import isocenter.ingest.dimse.pdu.ProposedContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What callers send arrives as it was, and is answered for what became of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StorageTest {
    private static final byte[] OBJECT =
            TestServer.bytes(TestServer.object("1.2.3"), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);

    private final TestServer server = new TestServer("limits.object", "100000");

    @AfterEach
    void stop() {
        server.close();
    }

    private Association open(TransferSyntax syntax) {
        return server.open(new ProposedContext(RawPeer.CT_CONTEXT, RawPeer.CT, List.of(syntax.uid())));
    }

    private static PresentationContext context(Association association) {
        return association.context(RawPeer.CT).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "IMPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_BIG_ENDIAN",
                "DEFLATED_EXPLICIT_LITTLE_ENDIAN",
                "JPEG_2000_LOSSLESS"
            })
    void anObjectArrivesAsItWas(TransferSyntax syntax) {
        DataSet object = TestServer.object("1.2.3");
        if (syntax.encapsulated()) {
            object.put(Element.fragments(Tags.PIXEL_DATA, List.of(new byte[] {1, 2, 3, 4})));
        }
        try (Association association = open(syntax)) {
            Command response = TestServer.store(association, context(association), object);
            assertThat(response.status()).isEqualTo(Status.SUCCESS);
            assertThat(response.text(CommandTags.AFFECTED_SOP_INSTANCE_UID)).contains("1.2.3");
            assertThat(response.text(CommandTags.ERROR_COMMENT)).isEmpty();
            association.release();
        }
        DicomObject kept = server.inbox.object(0);
        assertThat(kept.assumptions()).isEmpty();
        assertThat(kept.syntax()).isEqualTo(syntax);
        assertThat(kept.fileMeta().text(Tags.MEDIA_STORAGE_SOP_CLASS_UID)).contains(RawPeer.CT);
        assertThat(kept.fileMeta().text(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID)).contains("1.2.3");
        assertThat(kept.fileMeta().text(Tags.IMPLEMENTATION_CLASS_UID)).contains(DicomWriter.IMPLEMENTATION_CLASS_UID);
        assertThat(kept.fileMeta().text(Tags.SOURCE_APPLICATION_ENTITY_TITLE)).contains("SCU");
        byte[] file = server.inbox.kept.get(0);
        byte[] sent = TestServer.bytes(object, syntax);
        assertThat(Arrays.copyOfRange(file, file.length - sent.length, file.length))
                .isEqualTo(sent);
        assertThat(Arrays.copyOf(file, 128)).containsOnly(0);
    }

    @Test
    void commandAndDataMayBeCutAnywhere() throws IOException {
        byte[] command = RawPeer.storeRequest("1.2.3");
        try (RawPeer peer = RawPeer.associated(server.port())) {
            for (int cut = 0; cut <= command.length; cut++) {
                peer.send(RawPeer.data(
                        RawPeer.value(1, true, false, command, 0, cut),
                        RawPeer.value(1, true, true, command, cut, command.length)));
                peer.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
                assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
            }
            for (int cut = 0; cut <= OBJECT.length; cut++) {
                peer.sendCommand(1, command);
                peer.send(RawPeer.data(RawPeer.value(1, false, false, OBJECT, 0, cut)));
                peer.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, cut, OBJECT.length)));
                assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
            }
        }
        assertThat(server.inbox.kept).hasSize(command.length + OBJECT.length + 2);
        assertThat(server.inbox.kept).allSatisfy(file -> assertThat(file).isEqualTo(server.inbox.kept.get(0)));
        assertThat(server.inbox.object(0).dataSet().text(Tags.SOP_INSTANCE_UID)).contains("1.2.3");
    }

    @Test
    void aMessageMayComeInOnePduOrByteByByte() throws IOException {
        byte[] command = RawPeer.storeRequest("1.2.3");
        List<byte[]> single = new ArrayList<>();
        for (int i = 0; i < OBJECT.length; i++) {
            single.add(RawPeer.value(1, false, i == OBJECT.length - 1, OBJECT, i, i + 1));
        }
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.send(RawPeer.data(
                    RawPeer.value(1, true, true, command, 0, command.length),
                    RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
            peer.sendCommand(1, command);
            for (byte[] value : single) {
                peer.send(RawPeer.data(value));
            }
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
            peer.sendCommand(1, command);
            peer.send(RawPeer.data(single.toArray(byte[][]::new)));
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
        }
        assertThat(server.inbox.kept)
                .hasSize(3)
                .allSatisfy(file -> assertThat(file).isEqualTo(server.inbox.kept.get(0)));
    }

    static Stream<Arguments> outcomes() {
        return Stream.of(
                arguments(new IngestOutcome.Accepted("2.25.1", "a"), 0x0000, ""),
                arguments(new IngestOutcome.Duplicate("2.25.1"), 0x0000, ""),
                arguments(
                        new IngestOutcome.Conflict("2.25.1", "a"),
                        0xB000,
                        "kept beside other content under the same SOP Instance UID"),
                arguments(new IngestOutcome.Quarantined("q", "it is nested too deep"), 0xC000, "it is nested too deep"),
                arguments(
                        new IngestOutcome.Quarantined("q", "a\\b\tü" + "x".repeat(100)),
                        0xC000,
                        "a?b??" + "x".repeat(59)),
                arguments(new IngestOutcome.Skipped("DICOMDIR"), 0xC000, "DICOMDIR"));
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyOutcomeHasItsStatus(IngestOutcome outcome, int status, String comment) {
        server.inbox.answer = bytes -> outcome;
        Command response = storeOne();
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text(CommandTags.ERROR_COMMENT).orElse("")).isEqualTo(comment);
    }

    @Test
    void aStoreThatCannotTakeItSaysSoAndGoesOn() {
        for (RuntimeException failure :
                List.of(StoreFailures.diskFull(), StoreFailures.notWritable(), StoreFailures.databaseAway())) {
            server.inbox.answer = bytes -> {
                throw failure;
            };
            Command response = storeOne();
            assertThat(response.status()).isEqualTo(Status.OUT_OF_RESOURCES);
            assertThat(response.text(CommandTags.ERROR_COMMENT).orElse("")).contains("try again");
            assertThat(server.inbox.open).hasValue(0);
        }
        server.inbox.answer = bytes -> {
            throw new IllegalStateException("Miller^Anna");
        };
        Command response = storeOne();
        assertThat(response.status()).isEqualTo(Status.PROCESSING_FAILURE);
        assertThat(response.text(CommandTags.ERROR_COMMENT)).isEmpty();
    }

    private Command storeOne() {
        try (Association association = open(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)) {
            Command response = TestServer.store(association, context(association), TestServer.object("1.2.3"));
            Command echo = TestServer.store(association, context(association), TestServer.object("1.2.3"));
            assertThat(echo.status()).as("the association goes on").isEqualTo(response.status());
            association.release();
            return response;
        }
    }

    @Test
    void nothingIsAnsweredBeforeTheObjectIsKept() throws IOException {
        CountDownLatch durable = new CountDownLatch(1);
        server.inbox.answer = bytes -> {
            await(durable);
            return new IngestOutcome.Accepted("2.25.1", "a");
        };
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.3"));
            peer.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
            assertThat(peer.hearsNothing()).isTrue();
            durable.countDown();
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anObjectThatIsTooLargeIsRefusedAndTheNextOneTaken() {
        DataSet large = TestServer.object("1.2.4").put(Element.bytes(Tags.PIXEL_DATA, Vr.OW, new byte[200_000]));
        try (Association association = open(TransferSyntax.EXPLICIT_LITTLE_ENDIAN)) {
            Command refused = TestServer.store(association, context(association), large);
            assertThat(refused.status()).isEqualTo(Status.CANNOT_UNDERSTAND);
            assertThat(refused.text(CommandTags.ERROR_COMMENT).orElse("")).contains("larger");
            assertThat(TestServer.store(association, context(association), TestServer.object("1.2.5"))
                            .status())
                    .isEqualTo(Status.SUCCESS);
        }
        assertThat(server.inbox.kept).hasSize(1);
        assertThat(server.inbox.open).hasValue(0);
    }

    @Test
    void aRequestForAnotherObjectThanItSendsIsRefused() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.storeRequest("1.2.99"));
            peer.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS);
        }
        assertThat(server.inbox.kept).isEmpty();
    }

    static Stream<Arguments> unsoundRequests() {
        return Stream.of(
                arguments(request().put(CommandTags.AFFECTED_SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.4"), 0x0122),
                arguments(request().put(CommandTags.AFFECTED_SOP_CLASS_UID, ""), 0x0122),
                arguments(request().put(CommandTags.AFFECTED_SOP_INSTANCE_UID, ""), 0xC000),
                arguments(request().put(CommandTags.AFFECTED_SOP_INSTANCE_UID, "../../etc/passwd"), 0xC000),
                arguments(request().put(CommandTags.AFFECTED_SOP_INSTANCE_UID, "/etc/passwd"), 0xC000),
                arguments(request().put(CommandTags.AFFECTED_SOP_INSTANCE_UID, "1.2;reboot"), 0xC000),
                arguments(request().put(CommandTags.AFFECTED_SOP_INSTANCE_UID, "1.2\0003"), 0xC000),
                arguments(request().put(CommandTags.AFFECTED_SOP_INSTANCE_UID, "1".repeat(65)), 0xC000));
    }

    private static Command request() {
        return Command.of(CommandField.C_STORE_RQ)
                .put(CommandTags.MESSAGE_ID, 1)
                .put(CommandTags.AFFECTED_SOP_CLASS_UID, RawPeer.CT)
                .put(CommandTags.AFFECTED_SOP_INSTANCE_UID, "1.2.3");
    }

    @ParameterizedTest
    @MethodSource("unsoundRequests")
    void anUnsoundRequestIsRefusedAndLeavesNothing(Command request, int status) throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.encoded(request, true));
            peer.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
            assertThat(peer.receiveCommand().status()).isEqualTo(status);
            peer.sendCommand(RawPeer.VERIFICATION_CONTEXT, RawPeer.echoRequest());
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.SUCCESS);
        }
        assertThat(server.inbox.kept).isEmpty();
        assertThat(server.inbox.open).hasValue(0);
    }

    @Test
    void aRequestWithoutObjectIsRefused() throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.encoded(request(), false));
            assertThat(peer.receiveCommand().status()).isEqualTo(Status.CANNOT_UNDERSTAND);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"C_FIND_RQ", "C_GET_RQ", "C_MOVE_RQ", "N_GET_RQ", "N_SET_RQ", "N_CREATE_RQ", "N_DELETE_RQ"})
    void whatIsNotOfferedIsSaidSo(CommandField field) throws IOException {
        try (RawPeer peer = RawPeer.associated(server.port())) {
            peer.sendCommand(1, RawPeer.encoded(Command.of(field).put(CommandTags.MESSAGE_ID, 3), true));
            peer.send(RawPeer.data(RawPeer.value(1, false, true, OBJECT, 0, OBJECT.length)));
            Command response = peer.receiveCommand();
            assertThat(response.field()).contains(field.response());
            assertThat(response.status()).isEqualTo(Status.UNRECOGNIZED_OPERATION);
        }
    }
}
