package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * pynetdicom as caller and as PACS, verb by verb: the scripts are in src/test/python, the interpreter that has
 * pynetdicom is {@code -Dpynetdicom.python=…}.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class PynetdicomTest {
    private static final Path SCRIPTS = Path.of("src/test/python");

    @Inject
    Inbox inbox;

    @Inject
    Intake intake;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    PullRecord record;

    @Inject
    Ledger ledger;

    @TempDir
    Path folder;

    private String python;
    private DimseConfig config;
    private Connections connections;
    private DimseServer server;

    @BeforeEach
    void start() {
        python = System.getProperty("pynetdicom.python", "");
        Assumptions.assumeFalse(python.isBlank(), "skipped: no -Dpynetdicom.python=… is given");
        config = TestConfig.of("callers", "PYNETDICOM", "commitment", "true");
        connections = new Connections(config);
        server = new DimseServer(config, connections, new RemoteNodes(config), inbox);
        server.start();
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
            intake.close();
            connections.close();
        }
    }

    private List<String> phantoms() throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : List.of("u12-native", "u12-j2k", "u12-rle")) {
            try (InputStream in = PynetdicomTest.class.getResourceAsStream("/phantom/" + name + ".dcm")) {
                DicomObject object = new Part10Parser().parse(in.readAllBytes());
                object.dataSet().putText(Tags.SOP_INSTANCE_UID, Radiographs.newUid());
                files.add(write(name, object));
            }
        }
        return files;
    }

    private String write(String name, DicomObject object) throws IOException {
        Path file = folder.resolve(name + ".dcm");
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(object, out);
        }
        return file.toString();
    }

    @Test
    void asCallerItIsServedInEveryVerb() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                python,
                SCRIPTS.resolve("dimse_client.py").toString(),
                Integer.toString(server.port().orElseThrow())));
        command.addAll(phantoms());
        ExternalProgram.Output output = ExternalProgram.run(folder, command.toArray(String[]::new));
        assertThat(output.exitCode()).as(output.text()).isZero();
        assertThat(output.text()).contains("release after commitment").doesNotContain("FAILED");
    }

    @Test
    void asPacsItIsAskedAndPulledFrom() throws IOException {
        List<DataSet> objects = new ArrayList<>();
        String got = Radiographs.newUid();
        String moved = Radiographs.newUid();
        for (String study : List.of(got, got, moved)) {
            DataSet object = Radiographs.inStudy("Y-1", study);
            objects.add(object);
            write(
                    "object" + objects.size(),
                    new DicomObject(new DataSet(), object, TransferSyntax.EXPLICIT_LITTLE_ENDIAN));
        }
        int port = ExternalProgram.freePort();
        Process pacs = ExternalProgram.serve(
                folder,
                port,
                python,
                SCRIPTS.resolve("dimse_pacs.py").toString(),
                Integer.toString(port),
                folder.toString(),
                Integer.toString(server.port().orElseThrow()));
        try {
            RemoteNode node = RemoteNode.parse("PYNETDICOM@127.0.0.1:" + port);
            QueryRetrieve requests = new QueryRetrieve(connections);
            requests.echo(node);
            List<DataSet> patients = new ArrayList<>();
            requests.find(node, Query.of(QueryLevel.PATIENT, Map.of("PatientID", "Y-1")), patients::add);
            assertThat(patients).hasSize(1);
            List<DataSet> first = new ArrayList<>();
            assertThat(requests.find(node, Query.of(QueryLevel.STUDY, Map.of()), match -> {
                        first.add(match);
                        return false;
                    }))
                    .isFalse();
            assertThat(first).hasSize(1);
            Pull pull = new Pull(requests, connections, inbox, record, pseudonyms, config);
            assertThat(pull.find(node, Query.of(QueryLevel.STUDY, Map.of("PatientID", "Y-1"))))
                    .containsExactlyInAnyOrder(got, moved);
            assertThat(pull.pull(node, List.of(got), PullListener.NONE))
                    .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(got), 2, 0));
            assertThat(pull.pull(node.with(Retrieval.MOVE), List.of(moved), PullListener.NONE))
                    .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(moved), 1, 0));
        } finally {
            ExternalProgram.end(pacs);
        }
    }
}
