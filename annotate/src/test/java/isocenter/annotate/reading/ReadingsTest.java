package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSetVersion;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.labelset.Shape;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ReadingsTest {
    private static final String PNEUMONIA =
            "{\"labels\":[{\"finding\":\"pneumonia\",\"value\":\"present\"}],\"marks\":[],\"remark\":\"\"}";
    private static final String NORMAL = PNEUMONIA.replace("present", "absent");

    @Inject
    Readings readings;

    @Inject
    Worklists worklists;

    @Inject
    AssignedToRead access;

    @Inject
    LabelSets labelSets;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    private final String patient = UUID.randomUUID().toString();
    private final String study = "2.25." + Math.abs(patient.hashCode());

    @BeforeEach
    void keepTwoStudies() throws SQLException {
        StudyRows.add(database, patient, study, "20200102", 2);
        StudyRows.add(database, patient, study + ".0", "20190102", 1);
    }

    private static LabelSet chest() {
        return new LabelSet(
                "chest",
                "Chest",
                true,
                List.of(
                        finding("pneumonia", true, List.of("normal"), List.of(Shape.BOX, Shape.MASK)),
                        finding("normal", false, List.of(), List.of())));
    }

    private static Finding finding(String id, boolean required, List<String> excludes, List<Shape> marks) {
        return new Finding(id, id, null, List.of(), Level.STUDY, required, excludes, marks, id.equals("normal"));
    }

    private String worklist(int readersPerStudy, String adjudicator, String... readers) {
        labelSets.add(chest());
        String name = "list-" + UUID.randomUUID().toString().substring(0, 8);
        worklists.create(new WorklistPlan(
                name,
                "List",
                "chest",
                Map.of(study, "drawn"),
                Map.of(),
                List.of(readers),
                readersPerStudy,
                adjudicator,
                0,
                null,
                0,
                1));
        return name;
    }

    private String only(String reader, String worklist) {
        List<Reading> page = readings.page(reader, worklist, Reading.OPEN, 0, 10);
        assertThat(page).hasSize(1);
        return page.get(0).id;
    }

    @Test
    void aDraftIsSavedOnEveryActionAndCanBeUndone() {
        String id = only("anna", worklist(1, null, "anna"));
        DraftState one = readings.save("anna", id, 0, PNEUMONIA);
        DraftState two = readings.save("anna", id, one.etag(), NORMAL);
        DraftState back = readings.undo("anna", id, two.etag());
        assertThat(back.content()).isEqualTo(ContentJson.read(PNEUMONIA));
        assertThat(back.canRedo()).isTrue();
        OpenedReading later = readings.open("anna", id);
        assertThat(later.content()).isEqualTo(back.content());
        assertThat(later.canUndo()).isTrue();
        DraftState first = readings.undo("anna", id, back.etag());
        assertThat(first.content()).isEqualTo(ReadingContent.EMPTY);
        assertThat(first.canUndo()).isFalse();
        assertThatThrownBy(() -> readings.undo("anna", id, first.etag())).hasMessageContaining("nothing to undo");
        DraftState again = readings.redo("anna", id, first.etag());
        DraftState other = readings.save("anna", id, again.etag(), NORMAL);
        assertThat(other.canRedo())
                .as("what was undone is gone after another action")
                .isFalse();
    }

    @Test
    void theSecondOfTwoTabsIsToldAndGetsWhatTheFirstSaved() {
        String id = only("anna", worklist(1, null, "anna"));
        readings.save("anna", id, 0, PNEUMONIA);
        assertThatThrownBy(() -> readings.save("anna", id, 0, NORMAL))
                .isInstanceOfSatisfying(ReadingRefused.class, refused -> {
                    assertThat(refused.status()).isEqualTo(409);
                    assertThat(refused.more())
                            .containsEntry("etag", 1)
                            .containsEntry("content", ContentJson.read(PNEUMONIA));
                });
    }

    @Test
    void aCommittedReadingStaysAndIsAmendedWithAReason() throws SQLException {
        String id = only("anna", worklist(1, null, "anna"));
        DraftState saved = readings.save("anna", id, 0, PNEUMONIA);
        assertThat(readings.commit("anna", id, saved.etag()).version()).isEqualTo(1);
        assertThatThrownBy(() -> readings.save("anna", id, saved.etag() + 1, NORMAL))
                .hasMessageContaining("committed");
        assertThatThrownBy(() -> readings.amend("anna", id, " ", NORMAL)).hasMessageContaining("reason");
        assertThat(readings.amend("anna", id, "seen again", NORMAL)).isEqualTo(2);
        OpenedReading now = readings.open("anna", id);
        assertThat(now.content()).isEqualTo(ContentJson.read(NORMAL));
        assertThat(now.versions()).extracting(OpenedReading.Version::reason).containsExactly(null, "seen again");
        assertThatThrownBy(() -> execute("update reading_version set content = '{}'"))
                .hasMessageContaining("what was committed stays");
        assertThat(actions(id)).containsExactly("reading.draft", "reading.commit", "reading.amend", "reading.open");
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void nothingIsCommittedThatIsIncompleteOrExcludesItself() {
        String id = only("anna", worklist(1, null, "anna"));
        assertThatThrownBy(() -> readings.commit("anna", id, 0))
                .isInstanceOfSatisfying(
                        ReadingRefused.class,
                        refused -> assertThat(refused.more()).containsEntry("missing", List.of("pneumonia")));
        DraftState both = readings.save(
                "anna", id, 0, PNEUMONIA.replace("}],", "},{\"finding\":\"normal\",\"value\":\"present\"}],"));
        assertThatThrownBy(() -> readings.commit("anna", id, both.etag()))
                .hasMessageContaining("cannot both be present");
    }

    @Test
    void somebodyElsesReadingIsNotThere() {
        String id = only("anna", worklist(1, null, "anna"));
        List<Runnable> attempts = List.of(
                () -> readings.open("berta", id),
                () -> readings.save("berta", id, 0, PNEUMONIA),
                () -> readings.undo("berta", id, 0),
                () -> readings.redo("berta", id, 0),
                () -> readings.commit("berta", id, 0),
                () -> readings.amend("berta", id, "r", PNEUMONIA),
                () -> readings.skip("berta", id, "r"),
                () -> readings.spend("berta", id, 1));
        for (Runnable attempt : attempts) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOfSatisfying(
                            ReadingRefused.class,
                            refused -> assertThat(refused.status()).isEqualTo(404));
        }
    }

    @Test
    void theThirdReaderDecidesWhereTwoDisagreeAndSeesThemWithoutNames() {
        String list = worklist(2, "clara", "anna", "berta");
        commit("anna", only("anna", list), PNEUMONIA);
        assertThat(readings.page("clara", list, Reading.OPEN, 0, 10)).isEmpty();
        commit("berta", only("berta", list), NORMAL);
        OpenedReading third = readings.open("clara", only("clara", list));
        assertThat(third.role()).isEqualTo("adjudication");
        assertThat(third.others()).extracting(OpenedReading.Other::reader).containsExactly("A", "B");
        assertThat(third.others())
                .extracting(OpenedReading.Other::content)
                .containsExactlyInAnyOrder(ContentJson.read(PNEUMONIA), ContentJson.read(NORMAL));
        assertThat(third.toString()).doesNotContain("anna").doesNotContain("berta");
    }

    @Test
    void readersWhoAgreeNeedNobody() {
        String list = worklist(2, "clara", "anna", "berta");
        commit("anna", only("anna", list), PNEUMONIA);
        commit("berta", only("berta", list), PNEUMONIA);
        assertThat(readings.page("clara", list, Reading.OPEN, 0, 10)).isEmpty();
    }

    @Test
    void twoWhoEndAtOnceStillBringOneAdjudication() {
        for (int attempt = 0; attempt < 8; attempt++) {
            String list = worklist(2, "clara", "anna", "berta");
            String anna = only("anna", list);
            String berta = only("berta", list);
            DraftState one = readings.save("anna", anna, 0, PNEUMONIA);
            DraftState two = readings.save("berta", berta, 0, NORMAL);
            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> readings.commit("anna", anna, one.etag())),
                            CompletableFuture.runAsync(() -> readings.commit("berta", berta, two.etag())))
                    .join();
            assertThat(readings.page("clara", list, Reading.OPEN, 0, 10)).hasSize(1);
        }
    }

    @Test
    void anEarlierStudyOfThePatientIsShownBesideIt() {
        OpenedReading opened = readings.open("anna", only("anna", worklist(1, null, "anna")));
        assertThat(opened.priors()).extracting(OpenedReading.Prior::study).containsExactly(study + ".0");
        assertThat(opened.series()).hasSize(1);
        assertThat(opened.series().get(0).images()).hasSize(2);
        assertThat(opened.patientAge()).isEqualTo(45);
    }

    @Test
    void aSuggestionIsSeenAfterTheCommitAndNeverBefore() {
        String id = suggestedBy(FixedSuggestion.MODEL);
        assertThat(readings.open("anna", id).suggestion()).isNull();
        DraftState saved = readings.save("anna", id, 0, PNEUMONIA);
        assertThat(readings.open("anna", id).suggestion()).isNull();
        Suggestion shown = readings.commit("anna", id, saved.etag()).suggestion();
        assertThat(shown).isEqualTo(new Suggestion("fixed", Map.of("pneumonia", 0.75)));
        assertThat(readings.open("anna", id).suggestion()).isEqualTo(shown);
    }

    @Test
    void aModelThatFailsKeepsNobodyFromCommitting() {
        String id = suggestedBy(FixedSuggestion.BROKEN);
        DraftState saved = readings.save("anna", id, 0, PNEUMONIA);
        assertThat(readings.commit("anna", id, saved.etag()).suggestion()).isNull();
        assertThat(readings.open("anna", id).state()).isEqualTo("committed");
    }

    private String suggestedBy(String model) {
        labelSets.add(chest());
        String list = "list-" + UUID.randomUUID().toString().substring(0, 8);
        worklists.create(new WorklistPlan(
                list, "List", "chest", Map.of(study, ""), Map.of(), List.of("anna"), 1, null, 0, model, 1, 1));
        return only("anna", list);
    }

    @Test
    void aReaderMaySeeWhatIsAssignedAndEarlierStudiesOfThePatient() throws SQLException {
        StudyRows.add(database, patient, study + ".9", "20210102", 1);
        StudyRows.add(database, patient + "x", study + ".8", "20190102", 1);
        String reader = "dora-" + UUID.randomUUID().toString().substring(0, 8);
        worklist(1, null, reader);
        assertThat(access.studies(reader)).containsExactlyInAnyOrder(study, study + ".0");
        assertThat(access.mayRead(reader, study)).isTrue();
        assertThat(access.mayRead(reader, study + ".0")).as("a prior").isTrue();
        assertThat(access.mayRead(reader, study + ".9")).as("a later study").isFalse();
        assertThat(access.mayRead(reader, study + ".8")).as("another patient").isFalse();
        assertThat(access.mayRead("nobody", study)).isFalse();
    }

    @Test
    void repeatsAndKnownCasesLookLikeAnyOther() throws SQLException {
        labelSets.add(chest());
        StudyRows.add(database, patient, study + ".7", "20190102", 1);
        String list = "list-" + UUID.randomUUID().toString().substring(0, 8);
        worklists.create(new WorklistPlan(
                list,
                "List",
                "chest",
                Map.of(study, "typical of group 3"),
                Map.of(study + ".7", Map.of("pneumonia", LabelValue.PRESENT)),
                List.of("anna"),
                1,
                null,
                1,
                null,
                0,
                1));
        List<Reading> rows = readings.page("anna", list, Reading.OPEN, 0, 10);
        assertThat(rows).extracting(row -> row.role).containsExactly("first", "first", "repeat", "repeat");
        assertThat(rows).extracting(Readings::shownRole).containsOnly("first");
        assertThat(rows).extracting(row -> row.why).containsOnly("typical of group 3");
        for (Reading row : rows) {
            assertThat(ContentJson.write(shown(readings.open("anna", row.id))))
                    .doesNotContain("repeat")
                    .doesNotContain("truth");
        }
    }

    /** Instants need a module that contents do not. */
    private static Map<String, Object> shown(OpenedReading opened) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("role", opened.role());
        shown.put("series", opened.series());
        shown.put("content", opened.content());
        return shown;
    }

    @Test
    void studiesAreDealtEvenlyToReaders() throws SQLException {
        Map<String, String> studies = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            StudyRows.add(database, patient, study + ".5." + i, "20190102", 1);
            studies.put(study + ".5." + i, "");
        }
        labelSets.add(chest());
        String list = "list-" + UUID.randomUUID().toString().substring(0, 8);
        worklists.create(new WorklistPlan(
                list, "List", "chest", studies, Map.of(), List.of("anna", "berta", "clara"), 2, null, 0, null, 0, 5));
        Map<String, Integer> perStudy = new LinkedHashMap<>();
        List<Integer> perReader = new ArrayList<>();
        for (String reader : List.of("anna", "berta", "clara")) {
            List<Reading> page = readings.page(reader, list, Reading.OPEN, 0, 100);
            perReader.add(page.size());
            page.forEach(row -> perStudy.merge(row.study, 1, Integer::sum));
        }
        assertThat(perReader).allMatch(count -> count == 6 || count == 7);
        assertThat(perStudy)
                .hasSize(10)
                .allSatisfy((uid, count) -> assertThat(count).isEqualTo(2));
    }

    @Test
    void aRetiredLabelSetTakesNoNewWorklist() {
        LabelSetVersion version = labelSets.add(
                new LabelSet("hand", "Hand", false, List.of(finding("normal", false, List.of(), List.of()))));
        assertThat(labelSets.add(version.labels()).id()).isEqualTo(version.id());
        assertThat(labelSets.retire(version.id())).isTrue();
        assertThatThrownBy(() -> worklists.create(new WorklistPlan(
                        "hands",
                        "Hands",
                        version.id(),
                        Map.of(study, ""),
                        Map.of(),
                        List.of("anna"),
                        1,
                        null,
                        0,
                        null,
                        0,
                        1)))
                .hasMessageContaining("is retired");
        assertThat(labelSets.add(version.labels()).number()).isEqualTo(version.number() + 1);
        assertThatThrownBy(() -> execute("update label_set set definition = '{}'"))
                .hasMessageContaining("stays as it is");
    }

    private void commit(String reader, String id, String content) {
        readings.commit(reader, id, readings.save(reader, id, 0, content).etag());
    }

    private List<String> actions(String subject) throws SQLException {
        List<String> actions = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select action from ledger_event where subject = '" + subject + "' order by index")) {
            while (rows.next()) {
                actions.add(rows.getString(1));
            }
        }
        return actions;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
