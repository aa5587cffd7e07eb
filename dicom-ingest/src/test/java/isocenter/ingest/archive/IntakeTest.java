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
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class IntakeTest {
    @Inject
    Intake intake;

    @Inject
    Ledger ledger;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    IsocenterHome home;

    @Inject
    CatalogueProbe database;

    @AfterEach
    void closeTheDoor() {
        intake.close();
    }

    @Test
    void anArrivingObjectIsKeptOnceAndAnotherUnderItsUidBesideIt() throws IOException {
        DataSet image = StudyBuilder.radiograph("intake-1", 1);
        DataSet other = image.copy().put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[256]));

        IngestOutcome first = send(image);
        IngestOutcome again = send(image);
        IngestOutcome second = send(other);

        assertThat(first).isInstanceOf(Accepted.class);
        assertThat(again).isEqualTo(new Duplicate(((Accepted) first).instance()));
        assertThat(second).isInstanceOf(Conflict.class);
        assertThat(home.path().resolve(database.instance(((Accepted) first).instance()).path))
                .exists();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    @Test
    void whatCannotBeReadIsRefusedAndRecorded() {
        try (Arrival arrival = intake.begin()) {
            arrival.write("no image at all".getBytes(StandardCharsets.UTF_8), 0, 15);
            Quarantined refused = (Quarantined) arrival.keep();
            assertThat(refused.reason()).contains("not a DICOM file");
            assertThat(database.quarantined(refused.id()).sizeBytes).isEqualTo(15);
        }
    }

    @Test
    void anObjectOfAnotherStudyThanNamedIsRefused() throws IOException {
        DataSet image = StudyBuilder.radiograph("intake-2", 2);
        String study = image.text(Tags.STUDY_INSTANCE_UID).orElseThrow();

        assertThat(send(image, "1.2.3")).isInstanceOf(Quarantined.class);
        assertThat(send(image, study)).isInstanceOf(Accepted.class);
        assertThat(send(
                        StudyBuilder.radiograph("intake-2", 3).putText(Tags.STUDY_INSTANCE_UID, study),
                        pseudonyms.uid(study)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void aLargeObjectGoesOverADiskFileThatIsGoneAfterwards() throws IOException {
        int side = 512;
        int frames = 80;
        DataSet image = StudyBuilder.radiograph("intake-3", 4)
                .putIntegers(Tags.ROWS, side)
                .putIntegers(Tags.COLUMNS, side)
                .putText(Tags.NUMBER_OF_FRAMES, Integer.toString(frames))
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[side * side * frames]));

        assertThat(send(image)).isInstanceOf(Accepted.class);
        assertThat(temporaries()).isEmpty();
    }

    @Test
    void anArrivalThatIsNotKeptLeavesNothing() throws IOException {
        long before = ledger.head().size();
        try (Arrival arrival = intake.begin()) {
            arrival.write(new byte[40 << 20], 0, 40 << 20);
            assertThat(temporaries()).hasSize(1);
        }
        assertThat(temporaries()).isEmpty();
        assertThat(ledger.head().size()).isEqualTo(before);
    }

    @Test
    void anEndedArrivalTakesNoMore() throws IOException {
        try (Arrival arrival = intake.begin()) {
            arrival.keep();
            assertThatThrownBy(() -> arrival.write(1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(arrival::keep).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void manySendersShareCommitsAndEachHearsOfItsOwn() throws Exception {
        List<DataSet> images = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            images.add(StudyBuilder.radiograph("intake-many-" + i % 7, 100 + i));
        }
        ExecutorService senders = Executors.newFixedThreadPool(12);
        List<Future<IngestOutcome>> outcomes = new ArrayList<>();
        for (DataSet image : images) {
            outcomes.add(senders.submit(() -> send(image)));
        }
        for (int i = 0; i < images.size(); i++) {
            String uid = images.get(i).text(Tags.SOP_INSTANCE_UID).orElseThrow();
            assertThat(outcomes.get(i).get())
                    .isInstanceOfSatisfying(
                            Accepted.class,
                            accepted -> assertThat(accepted.instance()).isEqualTo(pseudonyms.uid(uid)));
        }
        senders.shutdown();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
        assertThat(temporaries()).isEmpty();
    }

    private IngestOutcome send(DataSet image) throws IOException {
        return send(image, null);
    }

    private IngestOutcome send(DataSet image, String study) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DicomWriter.write(StudyBuilder.object(image), bytes);
        try (Arrival arrival = study == null ? intake.begin() : intake.begin(study)) {
            byte[] all = bytes.toByteArray();
            for (int from = 0; from < all.length; from += 5000) {
                arrival.write(all, from, Math.min(5000, all.length - from));
            }
            return arrival.keep();
        }
    }

    private List<Path> temporaries() throws IOException {
        try (Stream<Path> files = Files.walk(home.path().resolve("store/incoming"))) {
            return files.filter(file -> file.toString().endsWith(".tmp")).toList();
        }
    }
}
