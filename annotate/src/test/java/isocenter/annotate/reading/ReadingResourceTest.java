package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.labelset.Level;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reading as the page does it, over HTTP. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@TestSecurity(user = "anna", roles = "radiologist")
class ReadingResourceTest {
    @TestHTTPResource("/api")
    String base;

    @Inject
    Worklists worklists;

    @Inject
    LabelSets labelSets;

    @Inject
    DataSource database;

    private final ObjectMapper mapper = new ObjectMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String list = "list-" + UUID.randomUUID().toString().substring(0, 8);
    private String id = "";

    @BeforeEach
    void assign() throws Exception {
        String study = "2.25." + Math.abs(list.hashCode());
        StudyRows.add(database, list, study, "20200102", 1);
        labelSets.add(new LabelSet(
                "normal",
                "Normal or not",
                true,
                List.of(new Finding(
                        "normal", "No finding", "1", List.of(), Level.STUDY, true, List.of(), List.of(), true))));
        worklists.create(new WorklistPlan(
                list,
                "List",
                "normal",
                Map.of(study, "drawn"),
                Map.of(),
                List.of("anna", "berta"),
                2,
                null,
                0,
                null,
                0,
                1));
        id = get("/worklists/" + list + "/readings")
                .path("readings")
                .path(0)
                .path("id")
                .asText();
    }

    @Test
    void goesFromTheListToTheCommit() throws Exception {
        JsonNode opened = get("/readings/" + id);
        assertThat(opened.path("state").asText()).isEqualTo("open");
        assertThat(opened.path("labelSet")
                        .path("findings")
                        .path(0)
                        .path("level")
                        .asText())
                .isEqualTo("study");
        assertThat(opened.path("series")
                        .path(0)
                        .path("images")
                        .path(0)
                        .path("columns")
                        .asInt())
                .isEqualTo(12);
        assertThat(opened.path("suggestion").isNull()).isTrue();
        HttpResponse<String> saved = send("PUT", "/readings/" + id + "/draft", "0", said("present"));
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(mapper.readTree(saved.body()).path("etag").asInt()).isEqualTo(1);
        assertThat(send("POST", "/readings/" + id + "/time", "1", "{\"seconds\":2.5}")
                        .statusCode())
                .isEqualTo(204);
        HttpResponse<String> committed = send("POST", "/readings/" + id + "/commit", "\"1\"", "");
        assertThat(committed.body()).isEqualTo("{\"version\":1,\"suggestion\":null,\"next\":null}");
        JsonNode summary = get("/worklists").path(0);
        assertThat(summary.path("name").asText()).isEqualTo(list);
        assertThat(summary.path("committed").asInt())
                .as("own readings alone are counted")
                .isEqualTo(1);
        assertThat(summary.path("open").asInt()).isZero();
    }

    @Test
    void saysWhatIsWrongAsAProblem() throws Exception {
        problem(send("PUT", "/readings/" + id + "/draft", null, said("present")), 428);
        problem(send("PUT", "/readings/" + id + "/draft", "7", said("present")), 409);
        problem(send("PUT", "/readings/" + id + "/draft", "0", said("perhaps")), 422);
        problem(send("PUT", "/readings/" + id + "/draft", "0", "{"), 422);
        problem(send("PUT", "/readings/" + id + "/draft", "0", "{\"remark\":\"" + "x".repeat(8_000_100) + "\"}"), 422);
        problem(send("POST", "/readings/" + id + "/commit", "0", ""), 422);
        problem(send("POST", "/readings/" + id + "/skip", "0", "{\"reason\":\"\"}"), 422);
        problem(send("POST", "/readings/" + id + "/amend", "0", "{}"), 422);
        problem(send("POST", "/readings/" + id + "/time", "0", "{\"seconds\":-1}"), 422);
        problem(send("GET", "/readings/none", null, ""), 404);
        problem(send("GET", "/worklists/" + list + "/readings?limit=0", null, ""), 422);
    }

    @Test
    void aPageOfAListEndsWhereTheNextBegins() throws SQLException, IOException, InterruptedException {
        Map<String, String> studies = new TreeMap<>();
        for (int i = 0; i < 5; i++) {
            StudyRows.add(database, list, "2.25." + i + Math.abs(list.hashCode()), "20200102", 1);
            studies.put("2.25." + i + Math.abs(list.hashCode()), "");
        }
        worklists.create(new WorklistPlan(
                list + "-long", "L", "normal", studies, Map.of(), List.of("anna"), 1, null, 0, null, 0, 1));
        JsonNode first = get("/worklists/" + list + "-long/readings?limit=3");
        JsonNode second = get("/worklists/" + list + "-long/readings?limit=3&after=" + first.path("next"));
        assertThat(first.path("readings")).hasSize(3);
        assertThat(second.path("readings")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
    }

    private static String said(String value) {
        return "{\"labels\":[{\"finding\":\"normal\",\"value\":\"" + value + "\"}]}";
    }

    private void problem(HttpResponse<String> response, int status) throws IOException {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode body = mapper.readTree(response.body());
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.path("detail").asText()).isNotBlank();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return mapper.readTree(send("GET", path, null, "").body());
    }

    private HttpResponse<String> send(String method, String path, String etag, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
