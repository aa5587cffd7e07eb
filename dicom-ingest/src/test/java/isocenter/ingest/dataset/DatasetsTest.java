package isocenter.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DatasetsTest {
    @Inject
    Datasets datasets;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    DataSource database;

    private TrialCatalogue catalogue;

    @BeforeEach
    void empty() throws SQLException {
        catalogue = new TrialCatalogue(database, home.path());
        catalogue.empty();
    }

    private static DatasetDefinition definition(String name, Map<String, String> where) {
        return new DatasetDefinition(name, where, 42, 0.6, 0.2, 0.2, null);
    }

    private static DatasetDefinition given(Map<String, SplitPart> split) {
        return new DatasetDefinition("given", Map.of(), 0, 1, 0, 0, split);
    }

    private Map<String, SplitPart> partOfPatient(DatasetVersion version) {
        Map<String, SplitPart> parts = new HashMap<>();
        for (DatasetMember member : datasets.members(version)) {
            SplitPart earlier = parts.put(member.patient(), member.part());
            assertThat(earlier).isIn(null, member.part());
        }
        return parts;
    }

    @Test
    void noPatientIsInTwoPartsAndNoneMovesAsTheCatalogueGrows() throws SQLException {
        SplittableRandom random = new SplittableRandom(8);
        Map<String, SplitPart> before = Map.of();
        int images = 0;
        for (int round = 0; round < 4; round++) {
            for (int i = 0; i < 60; i++) {
                // Patients come again: some images belong to patients of earlier rounds.
                String patient = "P" + random.nextInt(40 * (round + 1));
                catalogue.patient(patient, random.nextBoolean() ? "F" : "M");
                catalogue.image("2.25." + random.nextLong(1, Long.MAX_VALUE), patient, "CR", random.nextInt(90), 1);
                images++;
            }
            DatasetVersion version = datasets.create(definition("growing", Map.of()));
            assertThat(version.id()).isEqualTo("growing@" + (round + 1));
            assertThat(version.images()).isEqualTo(images);
            Map<String, SplitPart> after = partOfPatient(version);
            assertThat(version.patients()).isEqualTo(after.size());
            assertThat(after).containsAllEntriesOf(before);
            before = after;
        }
        assertThat(new HashSet<>(before.values())).hasSize(3);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void theSameDefinitionGivesTheSameVersionUntilTheCatalogueChanges() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.image("2.25.10", "P1", "CR", 50, 1);
        long events = ledger.head().size();
        DatasetVersion first = datasets.create(definition("same", Map.of("modality", "CR")));
        assertThat(datasets.create(definition("same", Map.of("modality", "CR"))))
                .isEqualTo(first);
        assertThat(ledger.head().size()).isEqualTo(events + 1);
        assertThat(datasets.require("same")).isEqualTo(first);

        assertThat(datasets.create(definition("same", Map.of())).id()).isEqualTo("same@2");
        catalogue.image("2.25.9", "P1", "CR", 50, 1);
        DatasetVersion third = datasets.create(definition("same", Map.of("modality", "CR")));
        assertThat(third.id()).isEqualTo("same@3");
        assertThat(third.sha256()).isNotEqualTo(first.sha256());
        assertThat(datasets.require("same")).isEqualTo(third);
        assertThat(datasets.require("same@1")).isEqualTo(first);
        assertThat(datasets.members(third)).extracting(DatasetMember::instance).containsExactly("2.25.10", "2.25.9");
        assertThat(datasets.members(third)).extracting(DatasetMember::index).containsExactly(0, 1);
        assertThat(datasets.all()).hasSize(3);
        assertThatThrownBy(() -> datasets.require("other"))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("same@1, same@2, same@3");
    }

    @Test
    void theFileHoldsTheLinesWhoseTreeHashIsTheVersion() throws SQLException, IOException {
        catalogue.patient("P1", null);
        catalogue.image("2.25.2", "P1", "CR", null, 1);
        catalogue.image("2.25.1", "P1", "DX", 33, 1);
        DatasetVersion version = datasets.create(new DatasetDefinition("lines", Map.of(), 1, 1, 0, 0, null));
        List<String> lines = Files.readAllLines(home.path().resolve("datasets/lines@1.jsonl"));
        DatasetMember first = datasets.members(version).get(0);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .isEqualTo("{\"age\":33,\"file\":\"" + first.fileSha256()
                        + "\",\"instance\":\"2.25.1\",\"modality\":\"DX\",\"part\":\"TRAIN\",\"patient\":\"P1\","
                        + "\"pixels\":\"" + first.pixelSha256() + "\",\"sex\":null,\"site\":\"S1\"}");
        // RFC 6962 written out for two leaves.
        byte[] left = Sha256.of(("\0" + lines.get(0)).getBytes());
        byte[] right = Sha256.of(("\0" + lines.get(1)).getBytes());
        byte[] node = new byte[65];
        node[0] = 1;
        System.arraycopy(left, 0, node, 1, 32);
        System.arraycopy(right, 0, node, 33, 32);
        assertThat(version.sha256()).isEqualTo(HexFormat.of().formatHex(Sha256.of(node)));
    }

    @Test
    void whatIsLeftOutIsCountedByReason() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.patient("P2", null);
        catalogue.image("2.25.1", "P1", "CR", 50, 1);
        catalogue.image("2.25.2", "P1", "CT", 50, 1);
        catalogue.image("2.25.3", "P1", "CR", 50, 12);
        catalogue.image("2.25.4", "P2", "CR", 50, 1);
        DatasetVersion version = datasets.create(definition("some", Map.of("modality", "CR,DX", "sex", "F")));
        assertThat(version.images()).isEqualTo(1);
        assertThat(version.excluded())
                .isEqualTo(Map.of("modality is not CR or DX", 1, "more than one frame", 1, "sex is not F", 1));
        assertThatThrownBy(() -> datasets.create(definition("none", Map.of("modality", "MR"))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("modality is not MR=4");
    }

    /** The trial catalogue's series are of CR, whatever their images say: the search's condition is on the series. */
    @Test
    void attributesOfTheCatalogueAreConditionsToo() throws SQLException {
        for (int patient = 1; patient <= 3; patient++) {
            catalogue.patient("P" + patient, "F");
            catalogue.image("2.25.%d1".formatted(patient), "P" + patient, "DX", 50, 1);
            catalogue.image("2.25.%d2".formatted(patient), "P" + patient, "DX", 50, 1);
        }
        catalogue.execute("update study set description = 'CT thorax' where id in ('stP1', 'stP3')");

        DatasetVersion version =
                datasets.create(definition("thorax", Map.of("StudyDescription", "*THORAX*", "Modality", "CR,US")));

        assertThat(datasets.members(version).stream().map(DatasetMember::instance))
                .containsExactlyInAnyOrder("2.25.11", "2.25.12", "2.25.31", "2.25.32");
        assertThat(version.excluded()).isEqualTo(Map.of("does not match StudyDescription, Modality", 2));
        assertThatThrownBy(() -> datasets.create(definition("none", Map.of("Modality", "US"))))
                .hasMessageContaining("does not match Modality=6");
    }

    @Test
    void aGivenSplitTakesOriginalAndPseudonymousUids() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.patient("P2", "M");
        catalogue.patient("P3", "M");
        String pseudonym = pseudonyms.uid("1.2.3.4");
        catalogue.image(pseudonym, "P1", "CR", 50, 1);
        catalogue.image("2.25.77", "P2", "CR", 50, 1);
        catalogue.image("2.25.78", "P3", "CR", 50, 1);
        DatasetVersion version = datasets.create(
                given(Map.of("1.2.3.4", SplitPart.TRAIN, "2.25.77", SplitPart.VALIDATION, "9.9", SplitPart.TEST)));
        assertThat(partOfPatient(version)).isEqualTo(Map.of("P1", SplitPart.TRAIN, "P2", SplitPart.VALIDATION));
        assertThat(version.excluded()).isEqualTo(Map.of("not named by the given split", 1));
        assertThat(version.parts().get(SplitPart.TEST)).isEqualTo(new PartCount(0, 0));
    }

    @Test
    void aGivenSplitWithAPatientInTwoPartsIsRefusedWithCounts() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.patient("P2", "F");
        catalogue.image("2.25.1", "P1", "CR", 50, 1);
        catalogue.image("2.25.2", "P1", "CR", 50, 1);
        catalogue.image("2.25.3", "P2", "CR", 50, 1);
        assertThatThrownBy(() -> datasets.create(
                        given(Map.of("2.25.1", SplitPart.TRAIN, "2.25.2", SplitPart.TEST, "2.25.3", SplitPart.TEST))))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("1 of 2 patients (2 images) into more than one part");
        assertThat(datasets.all()).isEmpty();
    }

    @Test
    void theDatabaseItselfRefusesChangesAndAPatientInTwoParts() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.image("2.25.1", "P1", "CR", 50, 1);
        catalogue.image("2.25.2", "P1", "CR", 50, 1);
        DatasetVersion version = datasets.create(new DatasetDefinition("fast", Map.of(), 1, 1, 0, 0, null));
        for (String change : List.of(
                "update dataset_member set part = 'TEST'",
                "delete from dataset_member",
                "truncate dataset cascade",
                "update dataset set root_sha256 = 'x'",
                "delete from dataset_patient")) {
            assertThatThrownBy(() -> catalogue.execute(change)).as(change).hasMessageContaining("never changes");
        }
        catalogue.execute("alter table dataset_member disable trigger user");
        assertThatThrownBy(() -> catalogue.execute("update dataset_member set part = 'TEST' where position = 0"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("foreign key");
        catalogue.execute("update dataset_member set sex = 'M' where position = 0");
        catalogue.execute("alter table dataset_member enable trigger user");
        assertThatThrownBy(() -> datasets.members(version))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("was changed in the database");
    }

    @Test
    void statisticsCountEveryImageOnce() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.patient("P2", null);
        catalogue.image("2.25.1", "P1", "CR", 9, 1);
        catalogue.image("2.25.2", "P1", "DX", 10, 1);
        catalogue.image("2.25.3", "P2", "CR", null, 1);
        catalogue.image("2.25.4", "P2", "CR", 90, 1);
        DatasetVersion version = datasets.create(new DatasetDefinition("shown", Map.of(), 1, 1, 0, 0, null));
        DatasetStatistics.Part train = datasets.show(version).parts().get(SplitPart.TRAIN);
        assertThat(train.images()).isEqualTo(4);
        assertThat(train.patients()).isEqualTo(2);
        assertThat(train.sex()).isEqualTo(Map.of("F", 2, "unknown", 2));
        assertThat(train.ageBand()).isEqualTo(Map.of("00-09", 1, "10-19", 1, "90+", 1, "unknown", 1));
        assertThat(train.modality()).isEqualTo(Map.of("CR", 3, "DX", 1));
        assertThat(train.site()).isEqualTo(Map.of("S1", 4));
    }

    @Test
    void manyAtOnceMakeOneVersion() throws SQLException {
        catalogue.patient("P1", "F");
        catalogue.image("2.25.1", "P1", "CR", 50, 1);
        List<DatasetDefinition> definitions = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            definitions.add(definition("race", Map.of()));
        }
        Set<String> ids = definitions.parallelStream()
                .map(each -> datasets.create(each).id())
                .collect(Collectors.toSet());
        assertThat(ids).containsExactly("race@1");
    }
}
