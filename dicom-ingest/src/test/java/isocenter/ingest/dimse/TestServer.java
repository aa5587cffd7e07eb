package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DataSet;
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
import isocenter.ingest.dimse.pdu.ProposedContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** A server on a free port in front of an inbox in memory, and a sound SCU for it. */
final class TestServer implements AutoCloseable {
    final MemoryInbox inbox = new MemoryInbox();
    final DimseServer server;
    private final Connections scu;

    TestServer(String... keysAndValues) {
        DimseConfig config = TestConfig.of(keysAndValues);
        server = new DimseServer(config, new Connections(config), new RemoteNodes(config), inbox);
        server.start();
        scu = new Connections(TestConfig.of("ae-title", "SCU"));
    }

    int port() {
        return server.port().orElseThrow();
    }

    RemoteNode node() {
        return RemoteNode.parse("ISOCENTER@127.0.0.1:" + port());
    }

    Association open(ProposedContext... contexts) {
        return scu.open(node(), List.of(contexts), List.of());
    }

    /** A small CT object. */
    static DataSet object(String instance) {
        byte[] pixels = new byte[200];
        new Random(instance.hashCode()).nextBytes(pixels);
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, RawPeer.CT)
                .putText(Tags.SOP_INSTANCE_UID, instance)
                .putText(Tags.PATIENT_ID, "P-1")
                .putText(Tags.PATIENT_NAME, "Invented^Somebody")
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OW, pixels));
    }

    static byte[] bytes(DataSet dataSet, TransferSyntax syntax) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.writeDataSet(dataSet, syntax, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one object and returns the response. */
    static Command store(Association association, PresentationContext context, DataSet object) {
        Command request = Command.of(CommandField.C_STORE_RQ)
                .put(CommandTags.AFFECTED_SOP_CLASS_UID, context.abstractSyntax())
                .put(
                        CommandTags.AFFECTED_SOP_INSTANCE_UID,
                        object.text(Tags.SOP_INSTANCE_UID).orElseThrow())
                .put(CommandTags.PRIORITY, 0);
        int id = association.request(context, request, object);
        Command response =
                association.receive(Duration.ofSeconds(20)).orElseThrow().command();
        assertThat(response.field()).contains(CommandField.C_STORE_RSP);
        assertThat(response.number(CommandTags.MESSAGE_ID_BEING_RESPONDED_TO)).hasValue(id);
        return response;
    }

    @Override
    public void close() {
        server.stop();
        scu.close();
    }
}
