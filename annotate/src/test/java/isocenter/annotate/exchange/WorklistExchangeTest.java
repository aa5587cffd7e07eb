package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.CommittedReadings;
import isocenter.annotate.reading.Worklist;
import isocenter.annotate.reading.WorklistPlan;
import isocenter.annotate.reading.Worklists;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one worklist's files to another reader's readings, with database, store and ledger. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class WorklistExchangeTest {
    @Inject
    WorklistExport export;

    @Inject
    WorklistImport imports;

    @Inject
    Worklists worklists;

    @Inject
    CommittedReadings readings;

    @Inject
    LabelSets labelSets;

    @Inject
    IsocenterHome home;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private final SourceStudy study = Phantom.slices();

    @BeforeEach
    void keepTheStudy() throws Exception {
        labelSets.add(Phantom.labels());
        execute("insert into patient values ('a1b2c3', null, false) on conflict do nothing");
        execute(
                "insert into study (id, patient, study_date) values (?, 'a1b2c3', '20200102') on conflict do nothing",
                study.uid());
        execute(
                "insert into series (id, study, modality, instances) values (?, ?, 'CT', 4) on conflict do nothing",
                study.images().get(0).series(),
                study.uid());
        for (SourceImage image : study.images()) {
            byte[] file = RoundTripTest.bytes(study.header(image));
            String key = "store/objects/" + image.instance() + ".dcm";
            Files.createDirectories(home.path().resolve("store/objects"));
            Files.write(home.path().resolve(key), file);
            execute(
                    "insert into instance (id, patient, study, series, sop_class, modality, pixel_rows, pixel_columns,"
                            + " frames, samples, bits_stored, photometric, transfer_syntax, sha256, pixel_sha256, path,"
                            + " size_bytes, ingested_at) values (?, 'a1b2c3', ?, ?, ?, 'CT', 13, 11, 1, 1, 8,"
                            + " 'MONOCHROME2', '1.2', ?, 'p', ?, " + file.length
                            + ", now()) on conflict do nothing",
                    image.instance(),
                    study.uid(),
                    image.series(),
                    image.sopClass(),
                    Sha256.hex(file),
                    key);
        }
    }

    private Worklist worklist(String name) {
        return worklists.create(new WorklistPlan(
                name,
                "L",
                "phantom",
                Map.of(study.uid(), ""),
                Map.of(),
                List.of("anna", "berta"),
                2,
                null,
                0,
                null,
                0,
                1));
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void oneReadersFilesBecomeAnothersReading() throws Exception {
        Worklist list = worklist("exchange-1");
        CommittedReading anna = readings.add(
                        list, study.uid(), "anna", Phantom.reading(study, 1, 4).content(), false, Map.of())
                .reading();
        assertThat(export.export(list, ExportFormat.SR, folder)).isEqualTo(new WorklistExport.Exported(1, 2, 0));
        List<WorklistImport.Imported> imported = imports.add(list, "berta", files(), false);
        assertThat(imported).hasSize(1);
        assertThat(imported.get(0).notTaken()).isEmpty();
        assertThat(readings.of(list)).extracting(CommittedReading::reader).containsExactlyInAnyOrder("anna", "berta");
        CommittedReading berta = readings.of(list).stream()
                .filter(reading -> reading.reader().equals("berta"))
                .findFirst()
                .orElseThrow();
        assertThat(berta.version()).isEqualTo(1);
        assertThat(berta.role()).isEqualTo("first");
        assertThat(berta.content().labels())
                .containsExactlyInAnyOrderElementsOf(anna.content().labels());
        assertThat(berta.content().marks()).hasSameSizeAs(anna.content().marks());
        assertThat(berta.content().remark()).isEqualTo(anna.content().remark());
        assertThat(actions(berta.id())).containsExactly("reading.import");
        assertThat(actions("exchange-1")).containsExactly("worklist.create", "worklist.export");
        assertThatThrownBy(() -> imports.add(list, "berta", files(), false)).hasMessageContaining("begun or ended");
        assertThat(readings.of(list)).hasSize(2);
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void aWorklistIsMadeOfFilesAndWrittenInEveryForm() throws Exception {
        Worklist list = worklist("exchange-2");
        readings.add(list, study.uid(), "anna", Phantom.reading(study, 1, 4).content(), false, Map.of());
        export.export(list, ExportFormat.SR, folder);
        assertThat(imports.create("exchange-3", "phantom", "clara", files(), false))
                .extracting(WorklistImport.Imported::marks)
                .containsExactly(9);
        Worklist made = worklists.require("exchange-3");
        Path forms = folder.resolve("forms");
        assertThat(export.export(made, ExportFormat.SEG, forms).files()).isEqualTo(1);
        assertThat(export.export(made, ExportFormat.CSV, forms).files()).isEqualTo(1);
        assertThat(export.export(made, ExportFormat.COCO, forms).leftOut()).isEqualTo(1);
        assertThat(export.export(made, ExportFormat.FHIR, forms).files()).isEqualTo(1);
        assertThat(export.export(made, ExportFormat.GSPS, forms)).isEqualTo(new WorklistExport.Exported(1, 1, 4));
        assertThat(Files.readString(forms.resolve("exchange-3.fhir.json"))).contains("a1b2c3");
        assertThat(Files.readAllLines(forms.resolve("exchange-3.csv"))).hasSize(6);
    }

    @Test
    void whatDoesNotBelongHereIsRefusedAsAWhole() throws Exception {
        Worklist list = worklist("exchange-4");
        Path image = Files.write(folder.resolve("image.dcm"), RoundTripTest.bytes(study.header()));
        assertThatThrownBy(() -> imports.add(list, "anna", List.of(image), true))
                .hasMessage(
                        "File 1 of 1 is neither an Imaging Measurement Report (TID 1500) nor a segmentation; leave it"
                                + " out");
        SourceStudy elsewhere = Phantom.loop();
        List<Path> files = new ArrayList<>();
        for (var object : Phantom.objects(elsewhere, Phantom.reading(elsewhere, 1, 4))) {
            files.add(Files.write(folder.resolve(files.size() + ".dcm"), RoundTripTest.bytes(object)));
        }
        assertThatThrownBy(() -> imports.add(list, "anna", files, true)).hasMessageContaining("not kept here");
        assertThat(readings.of(list)).isEmpty();
    }

    private List<String> actions(String subject) throws Exception {
        List<String> actions = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select action from ledger_event where subject = ? order by index")) {
            statement.setString(1, subject);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    actions.add(rows.getString(1));
                }
            }
        }
        return actions;
    }

    private void execute(String sql, String... values) throws Exception {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
