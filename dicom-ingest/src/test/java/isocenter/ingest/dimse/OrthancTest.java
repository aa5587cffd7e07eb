package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orthanc as the PACS: asked, pulled from in both ways, and sending by itself. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class OrthancTest {
    @Inject
    Inbox inbox;

    @Inject
    Intake intake;

    @Inject
    Instances instances;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    PullRecord record;

    @Inject
    Ledger ledger;

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DimseConfig config;
    private Connections connections;
    private DimseServer server;
    private Process orthanc;
    private RemoteNode node;
    private String web;

    @BeforeEach
    void start() throws IOException {
        String program = ExternalProgram.require("Orthanc");
        config = TestConfig.of("callers", "ORTHANC");
        connections = new Connections(config);
        server = new DimseServer(config, connections, new RemoteNodes(config), inbox);
        server.start();
        int dicomPort = ExternalProgram.freePort();
        int webPort = ExternalProgram.freePort();
        Map<String, Object> settings = Map.ofEntries(
                Map.entry("Name", "test"),
                Map.entry("StorageDirectory", folder.resolve("storage").toString()),
                Map.entry("IndexDirectory", folder.resolve("storage").toString()),
                Map.entry("Plugins", List.of()),
                Map.entry("DicomAet", "ORTHANC"),
                Map.entry("DicomPort", dicomPort),
                Map.entry("HttpPort", webPort),
                Map.entry("RemoteAccessAllowed", false),
                Map.entry("AuthenticationEnabled", false),
                Map.entry("DicomAlwaysAllowEcho", true),
                Map.entry("DicomAlwaysAllowFind", true),
                Map.entry("DicomAlwaysAllowGet", true),
                Map.entry("DicomAlwaysAllowMove", true),
                Map.entry(
                        "DicomModalities",
                        Map.of(
                                "us",
                                List.of("ISOCENTER", "127.0.0.1", server.port().orElseThrow()))));
        Path file = Files.writeString(folder.resolve("orthanc.json"), new ObjectMapper().writeValueAsString(settings));
        orthanc = ExternalProgram.serve(folder, dicomPort, program, file.toString());
        node = RemoteNode.parse("ORTHANC@127.0.0.1:" + dicomPort);
        web = "http://127.0.0.1:" + webPort;
    }

    @AfterEach
    void stop() {
        if (orthanc != null) {
            ExternalProgram.end(orthanc);
            server.stop();
            intake.close();
            connections.close();
        }
    }

    private String post(String path, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(web + path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static byte[] file(DataSet object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(new DicomObject(new DataSet(), object, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        return out.toByteArray();
    }

    private List<DataSet> study(String patient, int objects) throws IOException, InterruptedException {
        String study = Radiographs.newUid();
        List<DataSet> made = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            DataSet object = Radiographs.inStudy(patient, study);
            made.add(object);
            post("/instances", file(object));
        }
        return made;
    }

    private static String uid(List<DataSet> study) {
        return study.get(0).text(Tags.STUDY_INSTANCE_UID).orElseThrow();
    }

    private Instance row(String sopInstanceUid) {
        List<Instance> found = instances.withIds(List.of(pseudonyms.uid(sopInstanceUid)));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    @Test
    void aStudyListIsAskedAndPulled() throws Exception {
        List<DataSet> got = study("O-1", 3);
        List<DataSet> moved = study("O-1", 2);
        QueryRetrieve requests = new QueryRetrieve(connections);
        requests.echo(node);
        Pull pull = new Pull(requests, connections, inbox, record, pseudonyms, config);
        Query query = Query.of(QueryLevel.STUDY, Map.of("Modality", "DX", "PatientName", "Invented*"));
        assertThat(pull.find(node, query)).containsExactlyInAnyOrder(uid(got), uid(moved));
        assertThat(pull.find(node, Query.of(QueryLevel.STUDY, Map.of("Modality", "CT"))))
                .isEmpty();

        assertThat(pull.pull(node, List.of(uid(got)), PullListener.NONE))
                .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(uid(got)), 3, 0));
        assertThat(pull.pull(node.with(Retrieval.MOVE), List.of(uid(moved)), PullListener.NONE))
                .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(uid(moved)), 2, 0));
        for (List<DataSet> study : List.of(got, moved)) {
            for (DataSet object : study) {
                assertThat(row(object.text(Tags.SOP_INSTANCE_UID).orElseThrow()).pixelSha256)
                        .isEqualTo(Frames.of(new Part10Parser().parse(file(object)))
                                .decodeAll()
                                .sha256());
            }
        }
        assertThat(pull.pull(node, List.of(uid(got), uid(moved), "1.2.3.4"), PullListener.NONE))
                .containsExactly(
                        new StudyOutcome.Unchanged(pseudonyms.uid(uid(got)), 3),
                        new StudyOutcome.Unchanged(pseudonyms.uid(uid(moved)), 2),
                        new StudyOutcome.Absent(pseudonyms.uid("1.2.3.4")));
    }

    /** Compressed objects come as they are, not unpacked. */
    @Test
    void compressedObjectsKeepTheirTransferSyntax() throws Exception {
        String study = Radiographs.newUid();
        String series = Radiographs.newUid();
        Map<String, String> syntaxes = new LinkedHashMap<>();
        String pixels = "";
        for (String name : List.of("u12-j2k", "u12-jpegls", "u12-rle", "u12-jpeg", "u12-native")) {
            DicomObject phantom = phantom(name);
            String instance = Radiographs.newUid();
            phantom.dataSet()
                    .putText(Tags.STUDY_INSTANCE_UID, study)
                    .putText(Tags.SERIES_INSTANCE_UID, series)
                    .putText(Tags.SOP_INSTANCE_UID, instance);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(phantom, out);
            post("/instances", out.toByteArray());
            syntaxes.put(instance, phantom.syntax().uid());
            pixels = Frames.of(phantom).decodeAll().sha256();
        }
        Pull pull = new Pull(new QueryRetrieve(connections), connections, inbox, record, pseudonyms, config);
        assertThat(pull.pull(node, List.of(study), PullListener.NONE))
                .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(study), 5, 0));
        for (Map.Entry<String, String> each : syntaxes.entrySet()) {
            assertThat(row(each.getKey()).transferSyntax).isEqualTo(each.getValue());
            assertThat(row(each.getKey()).pixelSha256).isEqualTo(pixels);
        }
    }

    private static DicomObject phantom(String name) throws IOException {
        try (InputStream in = OrthancTest.class.getResourceAsStream("/phantom/" + name + ".dcm")) {
            return new Part10Parser().parse(in.readAllBytes());
        }
    }

    @Test
    void whatOrthancSendsIsTaken() throws Exception {
        DataSet object = Radiographs.of("O-3");
        String id = new ObjectMapper()
                .readTree(post("/instances", file(object)))
                .get("ID")
                .asText();
        post("/modalities/us/echo", "{}".getBytes(StandardCharsets.UTF_8));
        String answer = post("/modalities/us/store", id.getBytes(StandardCharsets.UTF_8));
        assertThat(new ObjectMapper()
                        .readTree(answer)
                        .get("FailedInstancesCount")
                        .asInt())
                .isZero();
        assertThat(row(object.text(Tags.SOP_INSTANCE_UID).orElseThrow()).patient)
                .isEqualTo(pseudonyms.patient("", "O-3"));
    }
}
