package isocenter.ingest.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.archive.QuarantineList;
import isocenter.ingest.archive.QuarantinedObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every bad input ends in an answer of 4xx and a quarantine record with a ledger entry, or is kept without what was bad
 * about it; nothing is left behind, and no word of the patient is in any answer, record or stored byte. The heap is that
 * of the test run, 1 GiB.
 */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@TestSecurity(
        user = "gateway",
        roles = {"service", "researcher"})
class BadInputTest {
    @TestHTTPResource("/dicom-web")
    String base;

    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    @Inject
    QuarantineList quarantine;

    @Inject
    IsocenterHome home;

    private DicomWebClient client;

    @BeforeEach
    void open() {
        client = new DicomWebClient(base);
    }

    @AfterEach
    void closeTheDoor() {
        intake.close();
    }

    static List<BadInput> inputs() {
        return BadInput.all();
    }

    @ParameterizedTest
    @MethodSource("inputs")
    @Timeout(60)
    void isRefusedOrKeptWithoutWhatIsBadAboutIt(BadInput input) throws IOException {
        // An empty file may have been refused, and recorded, before.
        int expected = recordsOf(input).isEmpty() ? 1 : 0;
        long before = ledger.head().size();

        HttpResponse<byte[]> answer =
                client.post("/studies", DicomWebClient.STOW, DicomWebClient.multipart(input.file()));

        assertThat(answer.statusCode()).isEqualTo(input.refused() ? 409 : 200);
        assertThat(ledger.head().size()).as("one ledger entry").isEqualTo(before + expected);
        assertNoSecret(answer.body());
        List<QuarantinedObject> records = recordsOf(input);
        assertThat(records).hasSize(input.refused() ? 1 : 0);
        records.forEach(record -> assertNoSecret(record.reason.getBytes(StandardCharsets.UTF_8)));
        if (!input.refused()) {
            JsonNode report = DicomWebClient.read(answer.body());
            String url = report.at("/00081199/Value/0/00081190/Value/0").asText();
            byte[] kept = DicomWebClient.parts(client.get(url)).get(0).content();
            assertNoSecret(kept);
            assertThat(kept).startsWith(new byte[128]);
        }
        try (Stream<Path> files = Files.walk(home.path().resolve("store/incoming"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".tmp"))).isEmpty();
        }
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private List<QuarantinedObject> recordsOf(BadInput input) {
        return quarantine.unresolved().stream()
                .filter(record -> Sha256.hex(input.file()).equals(record.sourceSha256))
                .toList();
    }

    private static void assertNoSecret(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(BadInput.SECRETS).noneMatch(text::contains);
    }
}
