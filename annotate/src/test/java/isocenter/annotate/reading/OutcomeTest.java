package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.task.LabelTasks;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file of studies to labels to train with. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class OutcomeTest {
    private static final Map<Integer, LabelValue> TRUTH =
            Map.of(0, LabelValue.PRESENT, 1, LabelValue.ABSENT, 2, LabelValue.UNCERTAIN, 3, LabelValue.PRESENT);

    @Inject
    Readings readings;

    @Inject
    Worklists worklists;

    @Inject
    StudyLists studyLists;

    @Inject
    Outcome outcome;

    @Inject
    ReadingAgreement agreement;

    @Inject
    LabelSets labelSets;

    @Inject
    LabelTasks tasks;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String root = "2.25." + Math.abs(run.hashCode());

    private String study(int i) {
        return root + "." + i;
    }

    private Worklist studies(int count, List<String> readers, int perStudy) throws SQLException, IOException {
        StringBuilder file = new StringBuilder("instance,why\n");
        for (int i = 0; i < count; i++) {
            StudyRows.add(database, run + i, study(i), "20200102", 2);
            file.append(study(i)).append(".77.1,typical\n");
        }
        labelSets.add("chest-radiograph");
        Map<String, String> studies = studyLists.ofFile(Files.writeString(folder.resolve("studies.csv"), file));
        assertThat(studies).hasSize(count).containsKey(study(3)).containsValue("typical");
        return worklists.create(new WorklistPlan(
                "list-" + run, "L", "chest-radiograph", studies, Map.of(), readers, perStudy, null, 0, null, 0, 1));
    }

    private void read(String reader, String list, Map<Integer, LabelValue> values) {
        for (Reading row : readings.page(reader, list, Reading.OPEN, 0, 100)) {
            LabelValue value = values.get(Integer.parseInt(row.study.substring(root.length() + 1)) % 4);
            if (value != null) {
                ReadingContent content = new ReadingContent(
                        List.of("pneumonia", "effusion", "pneumothorax", "cardiomegaly").stream()
                                .map(finding -> FindingLabel.ofStudy(
                                        finding, finding.equals("pneumonia") ? value : LabelValue.ABSENT))
                                .toList(),
                        List.of(),
                        "");
                DraftState saved = readings.save(reader, row.id, 0, ContentJson.write(content));
                readings.commit(reader, row.id, saved.etag());
            }
        }
    }

    @Test
    void whatReadersAgreeOnBecomesLabelsOfAllTheirImages() throws Exception {
        Worklist list = studies(4, List.of("anna", "berta"), 2);
        read("anna", list.name(), TRUTH);
        read("berta", list.name(), Map.of(0, LabelValue.PRESENT, 1, LabelValue.ABSENT, 2, LabelValue.UNCERTAIN));
        Outcome.Published published = outcome.publish(list, "pneumonia", "pneumonia-" + run, ConsensusRule.MAJORITY);
        assertThat(published.studies()).isEqualTo(2);
        assertThat(published.uncertain()).isEqualTo(1);
        assertThat(published.undecided()).isEqualTo(1);
        Map<String, Boolean> expected = new LinkedHashMap<>();
        expected.put(study(0) + ".77.1", true);
        expected.put(study(0) + ".77.2", true);
        expected.put(study(1) + ".77.1", false);
        expected.put(study(1) + ".77.2", false);
        assertThat(tasks.labels(published.revision())).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(outcome.publish(list, "pneumonia", "pneumonia-" + run, ConsensusRule.MAJORITY)
                        .revision()
                        .number())
                .as("the same again is no new revision")
                .isEqualTo(1);
        assertThatThrownBy(() -> outcome.publish(list, "pneumonia", "likeliest-" + run, ConsensusRule.DAWID_SKENE))
                .hasMessageContaining("three readers or more");
        assertThatThrownBy(() -> outcome.publish(list, "gout", "gout", ConsensusRule.MAJORITY))
                .hasMessageContaining("it has pneumonia, ");
    }

    @Test
    void agreementIsWhatTheTableOfTwoReadersGives() throws Exception {
        Worklist list = studies(20, List.of("anna", "berta"), 2);
        read("anna", list.name(), TRUTH);
        read(
                "berta",
                list.name(),
                Map.of(0, LabelValue.PRESENT, 1, LabelValue.ABSENT, 2, LabelValue.UNCERTAIN, 3, LabelValue.ABSENT));
        AgreementReport report = agreement.of(list, 1);
        AgreementReport.OfFinding pneumonia = report.findings().get(0);
        assertThat(pneumonia.items()).isEqualTo(20);
        assertThat(pneumonia.agreement().value()).isEqualTo(0.75);
        // Cohen: observed 3/4; by chance (2·1 + 1·2 + 1·1)/16 = 5/16
        assertThat(pneumonia.pairs().get(0).kappa().value())
                .isCloseTo((0.75 - 5 / 16.0) / (1 - 5 / 16.0), Offset.offset(1e-12));
        assertThat(pneumonia.presentAgreement().value()).isCloseTo(2 / 3.0, Offset.offset(1e-12));
        assertThat(pneumonia.pairs().get(0).kappa().low()).isLessThan(0.6);
        AgreementReport.OfFinding normal = report.findings().get(6);
        assertThat(normal.finding()).isEqualTo("no-finding");
        assertThat(normal.agreement().value()).as("not said is absent").isEqualTo(1);
        assertThat(normal.pairs().get(0).kappa().reason()).contains("two categories");
    }

    @Test
    void knownCasesAreDrawnFromAnImportedTask() throws Exception {
        Worklist list = studies(4, List.of("anna"), 1);
        read("anna", list.name(), TRUTH);
        String task = "known-" + run;
        outcome.publish(list, "pneumonia", task, ConsensusRule.MAJORITY);
        Map<String, Map<String, LabelValue>> known = studyLists.calibration(task, "pneumonia", 3, List.of(), 1);
        assertThat(known).containsOnlyKeys(study(0), study(1), study(3));
        assertThat(known.get(study(1))).containsEntry("pneumonia", LabelValue.ABSENT);
        assertThatThrownBy(() -> studyLists.calibration(task, "pneumonia", 3, List.of(study(0)), 1))
                .hasMessageContaining("has 2 studies to calibrate by");
    }

    @Test
    void aFileOfUnknownImagesIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("other.csv"), "instance\n1.2.3.4\n");
        assertThatThrownBy(() -> studyLists.ofFile(file)).hasMessageContaining("not kept here");
    }
}
