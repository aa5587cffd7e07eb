package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.burnedin.PixelMasks;
import isocenter.ingest.burnedin.Region;
import isocenter.ingest.deidentify.score.BitmapFont;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that a person has to look at: held, then let in as they are, let in blanked, or given up. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class QuarantineTest {
    private static final int SIDE = 128;
    private static final Region LINE = new Region(0, 8, SIDE, 20);

    @Inject
    Archive archive;

    @Inject
    Quarantine quarantine;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @TempDir
    Path folder;

    private final OutcomeList outcomes = new OutcomeList();

    @Test
    void writingInThePixelsHoldsTheImageAndOnlyThatOne() {
        Quarantined held = (Quarantined) outcomeOf("named.dcm", written("Q-1", "QUIMBY ELEANOR"));
        assertThat(held.reason()).contains("likely text", "look at it").doesNotContainIgnoringCase("quimby");
        assertThat(outcomeOf("plain.dcm", written("Q-2", ""))).isInstanceOf(Accepted.class);
        QuarantinedObject record = quarantine.require(held.id());
        assertThat(record.heldSha256).isNotNull();
        assertThat(quarantine.held(record).dataSet().text(Tags.PATIENT_NAME)).isNotEqualTo("Invented^Q-1");
        assertThat(database.strings("select pseudonym from patient where pseudonym = '" + record.heldPatient + "'"))
                .as("what is held is not in the catalogue")
                .isEmpty();
    }

    @Test
    void aReleasedImageIsCataloguedAndKnown() {
        DataSet image = StudyBuilder.radiograph("Q-3", 3).putText(Tags.BURNED_IN_ANNOTATION, "YES");
        QuarantinedObject record = quarantine.require(((Quarantined) outcomeOf("a.dcm", image)).id());
        Path held = home.path().resolve(KeptFiles.heldPathOf(String.valueOf(record.heldSha256)));
        assertThat(held).exists();

        Accepted released = (Accepted) quarantine.release(record, UnaryOperator.identity(), "radiologist", "clean");

        Instance row = database.instance(released.instance());
        assertThat(row.patient).isEqualTo(record.heldPatient);
        assertThat(archive.object(row)).exists();
        assertThat(held).doesNotExist();
        assertThatThrownBy(() -> quarantine.require(record.id)).isInstanceOf(QuarantineException.class);
        assertThat(outcomeOf("a.dcm", image)).isInstanceOf(Duplicate.class);
        assertThat(database.strings("select body from ledger_event where subject = '" + released.instance() + "'"))
                .singleElement()
                .asString()
                .contains("radiologist");
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void aRectangleIsBlankedBeforeTheImageIsLetIn() {
        Quarantined outcome = (Quarantined) outcomeOf("b.dcm", written("Q-4", "12.03.1957"));
        QuarantinedObject record = quarantine.require(outcome.id());
        int[] before = values(Frames.of(quarantine.held(record)));

        Accepted released = (Accepted)
                quarantine.release(record, PixelMasks.of(List.of(LINE))::blank, "radiologist", "date blanked");

        Path stored = archive.object(database.instance(released.instance()));
        int[] after = values(Frames.of(new Part10Parser().parse(stored)));
        int from = LINE.y() * SIDE;
        int to = from + LINE.height() * SIDE;
        assertThat(Arrays.stream(after, from, to).distinct().count()).isEqualTo(1);
        assertThat(Arrays.stream(after, to, after.length).toArray())
                .isEqualTo(Arrays.stream(before, to, before.length).toArray());
    }

    @Test
    void aDiscardedImageLeavesNothingButItsRecord() throws Exception {
        Quarantined outcome = (Quarantined) outcomeOf("c.dcm", written("Q-5", "MRN 4711238"));
        QuarantinedObject record = quarantine.require(outcome.id());
        String sha256 = String.valueOf(record.heldSha256);

        quarantine.discard(record, "radiologist", "name over the lung");

        try (var files = Files.walk(home.path())) {
            assertThat(files.map(Path::toString)).noneMatch(file -> file.contains(sha256));
        }
        assertThat(database.quarantined(record.id).resolved).isTrue();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        assertThat(outcomeOf("c.dcm", written("Q-5", "MRN 4711238")))
                .as("another object of the patient is looked at afresh")
                .isInstanceOf(Quarantined.class);
    }

    private IngestOutcome outcomeOf(String name, DataSet image) {
        Path file = StudyBuilder.write(folder.resolve(name), image);
        archive.ingest(List.of(file), List.of(), outcomes);
        return outcomes.of(name);
    }

    private static DataSet written(String patient, String text) {
        int[] values = new int[SIDE * SIDE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) (100 + 40 * Math.sin(i % SIDE / 19.0) * Math.cos(i / SIDE / 23.0));
        }
        BitmapFont.draw(values, SIDE, 4, 12, 1, text, 255);
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) values[i];
        }
        return StudyBuilder.radiograph(patient, 1)
                .putIntegers(Tags.ROWS, SIDE)
                .putIntegers(Tags.COLUMNS, SIDE)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels));
    }

    private static int[] values(Frames frames) {
        return ((StoredFrame.Integers) frames.stored(0)).values();
    }
}
