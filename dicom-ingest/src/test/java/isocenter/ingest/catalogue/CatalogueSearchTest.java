package isocenter.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.catalogue.CatalogueStatistics.Count;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Twelve studies, two series in each, whose values follow from their number; what matches follows from PS3.4 C.2.2.2. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class CatalogueSearchTest {
    private static final int STUDIES = 12;

    @Inject
    CatalogueSearch catalogue;

    @Inject
    SavedQueries queries;

    @Inject
    CatalogueStatistics statistics;

    @Inject
    DataSource database;

    @BeforeEach
    void fill() throws SQLException {
        StringBuilder sql = new StringBuilder();
        for (int n = 0; n < STUDIES; n++) {
            String sex = n % 3 == 0 ? "null" : n % 3 == 1 ? "'F'" : "'M'";
            sql.append("insert into patient (pseudonym, sex) values ('CS-P%02d', %s);".formatted(n, sex));
            sql.append(
                    "insert into study (id, patient, study_date, study_time, description) values ('9.9.%d','CS-P%02d','2021%02d15','%02d3000','Scan 1%s_%d');"
                            .formatted(n, n, n % 12 + 1, n, "%", n));
            for (int s = 0; s < 2; s++) {
                sql.append(
                        "insert into series (id, study, modality, number, instances, body_part) values ('9.9.%d.%d','9.9.%d','%s',%d,1,'CHEST');"
                                .formatted(n, s, n, s == 0 ? "CT" : n % 2 == 0 ? "MR" : "PT", s + 1));
                sql.append("""
                        insert into instance (id, patient, study, series, sop_class, modality, pixel_rows, pixel_columns,
                          frames, samples, bits_stored, photometric, transfer_syntax, sha256, pixel_sha256, path,
                          size_bytes, ingested_at, age, number) values ('9.9.%1$d.%2$d.1','CS-P%1$02d','9.9.%1$d','9.9.%1$d.%2$d',
                          '1.2','CT',4,4,1,1,8,'MONOCHROME2','1.2','cs-%1$d-%2$d','x','x',1,now(),%3$d,1);
                        """.formatted(n, s, n * 8));
            }
        }
        execute(sql.toString());
    }

    @AfterEach
    void empty() throws SQLException {
        execute(
                "delete from instance where id like '9.9.%'; delete from series where id like '9.9.%'; delete from study where id like '9.9.%'; delete from patient where pseudonym like 'CS-P%'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PatientID | CS-P03 | 1",
                "00100020 | CS-P03 | 1",
                "PatientName | cs-p1* | 2",
                "PatientName | CS-P?3 | 1",
                "PatientID | * | 12",
                "PatientID | CS_P0% | 0",
                "StudyDescription | Scan 1%_* | 12",
                "StudyDescription | Scan %_* | 0",
                "StudyDate | 20210315 | 1",
                "StudyDate | 20210101-20210331 | 3",
                "StudyDate | -20210215 | 2",
                "StudyDate | 20211101- | 2",
                "StudyTime | 0530-07 | 3",
                "ModalitiesInStudy | MR | 6",
                "ModalitiesInStudy | M* | 6",
                "ModalitiesInStudy | US | 0",
                "PatientSex | F | 4",
                "PatientBirthDate | 20000101 | 0"
            })
    void studiesMatchAsTheStandardSays(String attribute, String value, int expected) {
        assertThat(own(Level.STUDY, Map.of(Attribute.named(attribute).orElseThrow(), List.of(value))))
                .hasSize(expected);
    }

    @Test
    void severalValuesAreAlternativesAndSeveralAttributesMustAllMatch() {
        assertThat(own(Level.STUDY, Map.of(Attribute.STUDY_INSTANCE_UID, List.of("9.9.1", "9.9.2", "1.2.3"))))
                .hasSize(2);
        assertThat(own(
                        Level.STUDY,
                        Map.of(
                                Attribute.STUDY_DATE,
                                List.of("20210101-20210630"),
                                Attribute.MODALITIES_IN_STUDY,
                                List.of("MR"))))
                .hasSize(3);
        assertThat(own(Level.SERIES, Map.of(Attribute.MODALITY, List.of("MR", "PT"))))
                .hasSize(12);
        assertThat(own(Level.INSTANCE, Map.of(Attribute.SERIES_NUMBER, List.of("2"))))
                .hasSize(12);
    }

    @Test
    void ofSomeInstancesThoseAreGivenThatMatch() {
        List<String> some = List.of("9.9.1.0.1", "9.9.1.1.1", "9.9.4.1.1", "no such");
        assertThat(catalogue.matching(Map.of(Attribute.MODALITY, List.of("PT", "MR")), some))
                .containsExactlyInAnyOrder("9.9.1.1.1", "9.9.4.1.1");
        assertThat(catalogue.matching(Map.of(), some)).hasSize(3);
        assertThat(catalogue.matching(Map.of(), List.of())).isEmpty();
    }

    @Test
    void aSavedQueryIsKeptInKeywordsUntilItIsRemoved() {
        Map<String, String> conditions = Map.of("PatientID", "CS-P*", "00080060", "MR,PT");
        assertThat(queries.save("cs", Map.of("Modality", "CT"), "somebody")).isPositive();
        assertThat(queries.save("cs", conditions, "somebody else")).isEqualTo(STUDIES);

        assertThat(queries.conditions("cs")).isEqualTo(Map.of("Modality", "MR,PT", "PatientID", "CS-P*"));
        assertThat(own(Level.SERIES, SavedQueries.attributes(queries.conditions("cs"))))
                .hasSize(STUDIES);
        assertThat(queries.all()).anySatisfy(query -> {
            assertThat(query.name).isEqualTo("cs");
            assertThat(query.savedBy).isEqualTo("somebody else");
        });
        queries.remove("cs", "somebody");
        assertThatThrownBy(() -> queries.conditions("cs")).hasMessageContaining("isocenter query list");
        assertThatThrownBy(() -> queries.save("Capital", conditions, "x")).isInstanceOf(CatalogueQueryException.class);
        assertThatThrownBy(() -> queries.save("cs", Map.of("PatientWeight", "80"), "x"))
                .hasMessageContaining("PatientSex");
        assertThatThrownBy(() -> queries.save("cs", Map.of("StudyDate", "soon"), "x"))
                .hasMessageContaining("StudyDate");
    }

    @Test
    void pagesFitTogetherAndCountsAreThoseOfTheWholeStudy() {
        List<String> all = new ArrayList<>();
        Map<Attribute, List<String>> conditions = Map.of(Attribute.PATIENT_ID, List.of("CS-P*"));
        for (int offset = 0; ; offset += 5) {
            List<DataSet> page = catalogue.find(new CatalogueQuery(Level.STUDY, conditions, Set.of(), 5, offset));
            page.forEach(row -> {
                all.add(row.text(Tags.STUDY_INSTANCE_UID).orElseThrow());
                assertThat(row.texts(Attribute.MODALITIES_IN_STUDY.tag())).hasSize(2);
                assertThat(row.integer(Attribute.NUMBER_OF_STUDY_RELATED_SERIES.tag()))
                        .hasValue(2);
                assertThat(row.integer(Attribute.NUMBER_OF_STUDY_RELATED_INSTANCES.tag()))
                        .hasValue(2);
            });
            if (page.isEmpty()) {
                break;
            }
        }
        assertThat(all).hasSize(STUDIES).doesNotHaveDuplicates().first().isEqualTo("9.9.11");
        assertThat(catalogue.count(new CatalogueQuery(Level.STUDY, conditions, Set.of(), 5, 0)))
                .isEqualTo(STUDIES);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> own(Level.STUDY, Map.of(Attribute.STUDY_DATE, List.of("March"))))
                .isInstanceOf(CatalogueQueryException.class)
                .hasMessageContaining("StudyDate");
        assertThatThrownBy(() -> own(Level.STUDY, Map.of(Attribute.MODALITY, List.of("CT"))))
                .isInstanceOf(CatalogueQueryException.class);
        assertThatThrownBy(() -> new CatalogueQuery(Level.STUDY, Map.of(), Set.of(), 0, 0))
                .isInstanceOf(CatalogueQueryException.class);
        assertThatThrownBy(() -> own(Level.SERIES, Map.of(Attribute.SERIES_NUMBER, List.of("one"))))
                .isInstanceOf(CatalogueQueryException.class);
    }

    @Test
    void statisticsCountImagesStudiesAndPatients() {
        CatalogueStatistics.Summary summary = statistics.of(Map.of(Attribute.PATIENT_ID, List.of("CS-P*")));

        assertThat(summary.all()).isEqualTo(new Count(null, 24, 12, 12));
        assertThat(summary.groups().get("Modality"))
                .containsExactly(new Count("CT", 12, 12, 12), new Count("MR", 6, 6, 6), new Count("PT", 6, 6, 6));
        assertThat(summary.groups().get("Sex"))
                .containsExactlyInAnyOrder(new Count("F", 8, 4, 4), new Count("M", 8, 4, 4), new Count(null, 8, 4, 4));
        assertThat(summary.groups().get("Age").get(0)).isEqualTo(new Count("00-09", 4, 2, 2));
        assertThat(summary.groups().get("Year")).containsExactly(new Count("2021", 24, 12, 12));
        assertThat(StatisticsPage.html(summary))
                .contains("24 images", "<rect", "00-09")
                .doesNotContain("http");
    }

    private List<DataSet> own(Level level, Map<Attribute, List<String>> conditions) {
        return catalogue.find(CatalogueQuery.of(level, conditions)).stream()
                .filter(row -> row.text(Tags.STUDY_INSTANCE_UID).orElseThrow().startsWith("9.9."))
                .toList();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
