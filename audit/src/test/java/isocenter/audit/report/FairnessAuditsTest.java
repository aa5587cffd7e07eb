package isocenter.audit.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.fairness.Estimated;
import isocenter.audit.fairness.GroupPerformance;
import isocenter.audit.fairness.ScoredSubject;
import isocenter.audit.fairness.Verdict;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.ledger.Verification.Tampered;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class FairnessAuditsTest {
    @Inject
    FairnessAudits audits;

    @Inject
    StoredReports reports;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    private static AuditRequest request(List<ScoredSubject> scores) {
        return AuditRequest.of(
                "predictor-1", "cohort@1 TEST", "nodule", 0.4, scores, Map.of("Weights SHA-256", "ab".repeat(32)));
    }

    @Test
    void anAuditIsKeptAsRowsPageDataAndEvent() throws IOException {
        FairnessReport report = audits.run(request(SyntheticScores.of(800, 1.6, 1.6, 1)));

        Files.copy(report.html(), Path.of("target", "fairness-sample.html"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(Files.readString(report.html()))
                .startsWith("<!DOCTYPE html>")
                .endsWith("</html>\n");
        JsonNode json = new ObjectMapper().readTree(report.json().toFile());
        assertThat(json.path("groups")).hasSameSizeAs(report.groups());
        assertThat(json.path("verdict").path("outcome").asText()).isIn("PASS", "FAIL", "INSUFFICIENT_EVIDENCE");
        StoredReport row = QuarkusTransaction.requiringNew()
                .call(() -> reports.ofPredictor("predictor-1").get(0));
        assertThat(row.id).isEqualTo(report.id());
        assertThat(home.path().resolve(row.htmlPath)).exists();
        List<StoredGroup> groups = QuarkusTransaction.requiringNew().call(() -> reports.groupsOf(report.id()));
        assertThat(groups).hasSameSizeAs(report.groups());
        for (StoredGroup group : groups) {
            GroupPerformance computed = report.groups().stream()
                    .filter(g ->
                            g.attribute().equals(group.attribute) && g.value().equals(group.value))
                    .findFirst()
                    .orElseThrow();
            assertThat(group.images).isEqualTo(computed.n());
            assertThat(group.auroc)
                    .isEqualTo(computed.auroc() instanceof Estimated known ? (Double) known.value() : null);
            assertThat(group.auroc == null).isEqualTo(group.aurocReason != null);
        }
        assertThat(ledger.head()).isEqualTo(report.head());
        assertThat(ledger.verify()).isInstanceOf(Sound.class);

        byte[] page = Files.readAllBytes(report.html());
        Files.writeString(report.html(), new String(page, StandardCharsets.UTF_8).replace('7', '8'));
        assertThat(ledger.verify())
                .isInstanceOfSatisfying(
                        Tampered.class,
                        tampered -> assertThat(tampered.firstBadIndex())
                                .isEqualTo(report.head().size() - 1));
        Files.write(report.html(), page);
    }

    @Test
    void aPredictorThatIsBlindForOneSexFails() {
        FairnessReport report = audits.run(request(SyntheticScores.of(900, 0.3, 2.5, 2)));
        assertThat(report.verdict())
                .isInstanceOfSatisfying(
                        Verdict.Fail.class,
                        fail -> assertThat(fail.reasons())
                                .anyMatch(reason -> reason.startsWith("AUROC, sex = F"))
                                .noneMatch(reason -> reason.startsWith("AUROC, sex = M")));
    }

    @Test
    void everyTextOnThePageIsEscapedAndNothingIsRequested() throws IOException {
        String hostile = "<img src=x onerror=alert(1)>\"'&%d";
        List<ScoredSubject> scores = SyntheticScores.of(120, 1.5, 1.5, 3).stream()
                .map(s -> new ScoredSubject(
                        s.subject(), s.patient(), s.score(), s.positive(), Map.of("sex", hostile + s.attribute("sex"))))
                .toList();
        FairnessReport report =
                audits.run(AuditRequest.of(hostile, hostile, hostile, 0.4, scores, Map.of(hostile, hostile)));
        String page = Files.readString(report.html());
        assertThat(page)
                .doesNotContain("<img")
                .doesNotContain("<script")
                .contains("&lt;img src=x onerror=alert(1)&gt;");
        assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("url(");
    }
}
