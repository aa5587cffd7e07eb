package isocenter.ingest.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Arrival;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A radiologist reads what is assigned, by every endpoint that there is, and leaves a record. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@TestSecurity(user = "rad", roles = "radiologist")
class StudyAccessTest {
    private static final int SIDE = 16;

    @TestHTTPResource("/dicom-web")
    String base;

    @Inject
    Intake intake;

    @Inject
    Instances instances;

    @Inject
    TestAssignments assignments;

    @Inject
    DataSource database;

    private DicomWebClient client;

    @BeforeEach
    void open() {
        client = new DicomWebClient(base);
    }

    @AfterEach
    void closeTheDoor() {
        intake.close();
    }

    @Test
    void everyEndpointAnswersOfAssignedStudiesAlone() throws Exception {
        Instance mine = kept();
        Instance other = kept();
        assignments.assign("rad", mine.study);
        assignments.assign("somebody-else", other.study);
        Map<String, Method> endpoints = endpoints();
        assertThat(endpoints).hasSizeGreaterThanOrEqualTo(18);
        HttpResponse<byte[]> nothing = client.get("/studies/2.25.1/metadata");
        assertThat(nothing.statusCode()).isEqualTo(404);
        endpoints.forEach((path, endpoint) -> {
            String own = filled(path, mine);
            assertThat(client.get(own).statusCode()).as(own).isEqualTo(200);
            if (path.contains("{study}")) {
                HttpResponse<byte[]> answer = client.get(filled(path, other));
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).as(path).isEqualTo(nothing.body());
            } else {
                assertThat(client.json(path)).as(path).hasSize(1);
                assertThat(client.json(path + "?StudyInstanceUID=" + mine.study))
                        .hasSize(1);
                assertThat(client.json(path + "?StudyInstanceUID=" + other.study + "," + mine.study))
                        .hasSize(1);
                assertThat(client.json(path + "?StudyInstanceUID=*")).hasSize(1);
                assertThat(client.json(path + "?StudyInstanceUID=" + other.study))
                        .as(path)
                        .isEmpty();
            }
        });
        JsonNode found = client.json("/studies");
        assertThat(found.at("/0/0020000D/Value/0").asText()).isEqualTo(mine.study);
    }

    @Test
    @TestSecurity(user = "newcomer", roles = "radiologist")
    void whoHasNothingAssignedFindsNothing() throws Exception {
        Instance other = kept();
        assertThat(client.json("/studies")).isEmpty();
        assertThat(client.json("/instances")).isEmpty();
        assertThat(client.get("/studies/" + other.study).statusCode()).isEqualTo(404);
    }

    @Test
    @TestSecurity(
            user = "both",
            roles = {"radiologist", "researcher"})
    void anotherRoleDoesNotLiftTheLimit() throws Exception {
        assertThat(client.get("/studies/" + kept().study).statusCode()).isEqualTo(404);
    }

    @Test
    @TestSecurity(user = "checker", roles = "auditor")
    void anAuditorSeesMetadataOnly() throws Exception {
        Instance row = kept();
        endpoints()
                .forEach((path, endpoint) -> assertThat(
                                client.get(filled(path, row)).statusCode())
                        .as(path)
                        .isEqualTo(endpoint.isAnnotationPresent(WithoutPixels.class) ? 200 : 403));
    }

    @Test
    @TestSecurity(user = "looker", roles = "radiologist")
    void aLookIsRecordedOnceAndMetadataAreNone() throws Exception {
        Instance row = kept();
        assignments.assign("looker", row.study);
        String series = "/studies/" + row.study + "/series/" + row.series;
        assertThat(client.get("/studies/" + row.study + "/metadata").statusCode())
                .isEqualTo(200);
        assertThat(views(row.series)).isEmpty();
        assertThat(client.get(series + "/instances/" + row.id + "/frames/1").statusCode())
                .isEqualTo(200);
        assertThat(client.get("/studies/" + row.study + "/thumbnail").statusCode())
                .isEqualTo(200);
        assertThat(client.get(series).statusCode()).isEqualTo(200);
        assertThat(views(row.series)).singleElement().satisfies(detail -> {
            assertThat(detail.get("user").asText()).isEqualTo("looker");
            assertThat(detail.get("study").asText()).isEqualTo(row.study);
        });
        assertThat(client.get("/studies/" + row.study + "/series/2.25.7").statusCode())
                .isEqualTo(404);
        assertThat(views("2.25.7")).isEmpty();
    }

    @Test
    @TestSecurity(user = "watched", roles = "radiologist")
    void whatCannotBeRecordedIsNotShown() throws Exception {
        Instance row = kept();
        assignments.assign("watched", row.study);
        String thumbnail = "/studies/" + row.study + "/thumbnail";
        execute("alter table ledger_head rename to ledger_head_away");
        try {
            assertThat(client.get(thumbnail).statusCode()).isEqualTo(503);
        } finally {
            execute("alter table ledger_head_away rename to ledger_head");
        }
        assertThat(client.get(thumbnail).statusCode()).isEqualTo(200);
        assertThat(views(row.series)).hasSize(1);
    }

    /** All GET endpoints under /dicom-web by their path, from the module's index of classes. */
    private static Map<String, Method> endpoints() throws Exception {
        Map<String, Method> endpoints = new TreeMap<>();
        Index index;
        try (InputStream stream =
                WadoResource.class.getResource("/META-INF/jandex.idx").openStream()) {
            index = new IndexReader(stream).read();
        }
        for (AnnotationInstance path : index.getAnnotations(Path.class)) {
            if (path.target().kind() == org.jboss.jandex.AnnotationTarget.Kind.CLASS
                    && path.value().asString().startsWith("/dicom-web")) {
                Class<?> resource = Class.forName(path.target().asClass().name().toString());
                String root = path.value().asString().substring("/dicom-web".length());
                for (Method method : resource.getDeclaredMethods()) {
                    if (method.isAnnotationPresent(GET.class)) {
                        endpoints.put(root + method.getAnnotation(Path.class).value(), method);
                    }
                }
            }
        }
        return endpoints;
    }

    private static String filled(String path, Instance row) {
        String filled = path.replace("{study}", row.study)
                .replace("{series}", row.series)
                .replace("{instance}", row.id)
                .replace("{frames}", "1")
                .replace("{place:.+}", "7FE00010");
        assertThat(filled)
                .as("every variable of a path has a value here; add yours")
                .doesNotContain("{");
        return filled;
    }

    private List<JsonNode> views(String series) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select body from ledger_event where action = 'image.view' and subject = ?")) {
            statement.setString(1, series);
            List<JsonNode> details = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    details.add(DicomWebClient.read(row.getString(1).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                            .get("detail"));
                }
            }
            return details;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A film of a patient and a study of its own. */
    private Instance kept() throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        new Random().nextBytes(pixels);
        DataSet film = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
                .putText(Tags.SOP_INSTANCE_UID, newUid())
                .putText(Tags.STUDY_INSTANCE_UID, newUid())
                .putText(Tags.SERIES_INSTANCE_UID, newUid())
                .putText(Tags.PATIENT_ID, newUid())
                .putText(Tags.MODALITY, "OT")
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putText(Tags.BURNED_IN_ANNOTATION, "NO")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .putIntegers(Tags.BITS_ALLOCATED, 8)
                .putIntegers(Tags.BITS_STORED, 8)
                .putIntegers(Tags.HIGH_BIT, 7)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
        try (Arrival arrival = intake.begin()) {
            DicomWriter.write(new DicomObject(new DataSet(), film, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), arrival);
            Accepted accepted = (Accepted) arrival.keep();
            return instances.findById(accepted.instance()).orElseThrow();
        }
    }

    private static String newUid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
