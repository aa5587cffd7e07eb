package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.security.TestSecurity;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Incomplete;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.ledger.Verification.Tampered;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.archive.StoreException.Obstacle;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.store.FaultyWay;
import isocenter.ingest.store.FaultyWay.Fault;
import isocenter.ingest.store.S3Server;
import isocenter.ingest.store.S3TestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the archive promises, with its objects in a store that speaks S3. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
@WithTestResource(S3TestResource.class)
@TestSecurity(
        user = "viewer",
        roles = {"service", "researcher"})
class ArchiveInS3Test {
    private static final String STUDY = "1.2.826.0.1.3680043.2.1.77";

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

    @TestHTTPResource("/dicom-web")
    String base;

    @TempDir
    Path folder;

    private final OutcomeList outcomes = new OutcomeList();
    private S3Server server;
    private FaultyWay way;

    @BeforeEach
    void open() throws IOException {
        server = S3Server.get();
        way = new FaultyWay(S3TestResource.wayPort(), server.port());
    }

    @AfterEach
    void close() {
        way.close();
    }

    @Test
    void whatIsKeptLiesInTheStoreAndIsReadBackAndVouchedFor() throws Exception {
        Instance kept = ingestOne("whole");

        assertThat(Sha256.hex(atRest(kept))).isEqualTo(kept.sha256);
        assertThat(home.path().resolve("store/objects")).doesNotExist();
        assertThat(Frames.of(archive.open(kept)).decodeAll().sha256()).isEqualTo(kept.pixelSha256);
        assertThat(Sha256.hex(retrieve(kept, 200))).isEqualTo(kept.sha256);
        assertThat(archive.isWhole(kept)).isTrue();
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void aByteThatChangedInTheStoreIsFound() throws IOException {
        Instance kept = ingestOne("changed");
        archive.open(kept);
        byte[] sound = Files.readAllBytes(atRest(kept));
        try {
            server.damage("site-a/" + kept.path);
            assertThat(archive.isWhole(kept)).isFalse();
            assertThat(ledger.verify())
                    .isInstanceOfSatisfying(
                            Tampered.class, wrong -> assertThat(wrong.what()).contains("differs", kept.sha256));
            Files.delete(atRest(kept));
            assertThat(ledger.verify())
                    .isInstanceOfSatisfying(
                            Tampered.class, wrong -> assertThat(wrong.what()).contains("missing", kept.sha256));
        } finally {
            Files.write(atRest(kept), sound);
        }
    }

    @Test
    void whileTheStoreIsAwayNothingIsAcknowledgedAndNothingIsCalledTampered() throws Exception {
        Instance kept = ingestOne("before");
        StudyBuilder.write(folder.resolve("during.dcm"), StudyBuilder.radiograph("S3-during", 9));
        long events = ledger.head().size();
        way.refuse();

        assertThatThrownBy(() -> archive.ingest(List.of(folder.resolve("during.dcm")), outcomes))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.obstacle()).isEqualTo(Obstacle.STORE_AWAY));
        assertThat(ledger.head().size()).isEqualTo(events);
        assertThat(ledger.verify()).isInstanceOf(Incomplete.class);
        retrieve(kept, 503);

        way.restore();
        archive.ingest(List.of(folder.resolve("during.dcm")), outcomes);
        assertThat(outcomes.of("during.dcm")).isInstanceOf(Accepted.class);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
        assertEveryObjectHasARowAndEveryRowAnObject();
    }

    @Test
    void aBatchThatFailsOnItsWayLeavesNothingAfterTheNextRun() throws IOException {
        for (int i = 0; i < 6; i++) {
            StudyBuilder.write(folder.resolve(i + ".dcm"), StudyBuilder.radiograph("S3-batch-" + i, i));
        }
        database.execute("create function refuse_s3() returns trigger language plpgsql as "
                + "$$ begin raise exception 'out of order'; end $$");
        database.execute("create constraint trigger refuse_s3 after insert on series "
                + "deferrable initially deferred for each row execute function refuse_s3()");
        long before = objects().size();
        try {
            assertThatThrownBy(() -> archive.ingest(List.of(folder), outcomes)).isInstanceOf(StoreException.class);
        } finally {
            database.execute("drop function refuse_s3 cascade");
        }
        assertThat(objects()).as("sent, and not catalogued").hasSize((int) before + 6);

        way.failNext(1, "PUT", Fault.ANSWER_507);
        StudyBuilder.write(folder.resolve("other.dcm"), StudyBuilder.radiograph("S3-other", 77));
        assertThatThrownBy(() -> archive.ingest(List.of(folder.resolve("other.dcm")), outcomes))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.obstacle()).isEqualTo(Obstacle.DISK_FULL));
        assertThat(objects()).as("swept by the run after").hasSize((int) before);

        archive.ingest(List.of(folder), outcomes);
        assertThat(outcomes.byName.values())
                .filteredOn(Accepted.class::isInstance)
                .hasSize(7);
        assertEveryObjectHasARowAndEveryRowAnObject();
    }

    @Test
    void whatWasSentAheadForNothingIsRemoved() throws IOException {
        Instance kept = ingestOne("ahead");
        Path again = StudyBuilder.write(
                folder.resolve("again.dcm"),
                StudyBuilder.radiograph("S3-ahead-other", 4).putText(Tags.STUDY_INSTANCE_UID, STUDY));

        archive.ingest(List.of(again), outcomes);

        assertThat(outcomes.reason("again.dcm")).contains("under another patient");
        assertThat(kept.study).isNotEmpty();
        assertEveryObjectHasARowAndEveryRowAnObject();
    }

    @Test
    void aHeldObjectWaitsInTheStoreAndMovesWhenItIsReleased() throws IOException {
        StudyBuilder.write(
                folder.resolve("held.dcm"),
                StudyBuilder.radiograph("S3-held", 5).putText(Tags.BURNED_IN_ANNOTATION, "YES"));
        archive.ingest(List.of(folder), outcomes);
        QuarantinedObject record = quarantine.require(((Quarantined) outcomes.of("held.dcm")).id());
        Path held = server.atRest("site-a/" + KeptFiles.heldPathOf(record.heldSha256));
        assertThat(held).exists();
        assertThat(ledger.verify()).isInstanceOf(Sound.class);

        Accepted released = (Accepted) quarantine.release(record, object -> object, "reader", "nothing to see");

        assertThat(held).doesNotExist();
        assertThat(atRest(database.instance(released.instance()))).exists();
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
        assertEveryObjectHasARowAndEveryRowAnObject();
    }

    private Instance ingestOne(String name) {
        Path file = StudyBuilder.write(
                folder.resolve(name + ".dcm"),
                StudyBuilder.radiograph("S3-" + name, name.hashCode())
                        .putText(Tags.STUDY_INSTANCE_UID, name.equals("ahead") ? STUDY : STUDY + "." + name.length()));
        archive.ingest(List.of(file), outcomes);
        Accepted accepted = (Accepted) outcomes.of(name + ".dcm");
        archive.ingest(List.of(file), outcomes);
        assertThat(outcomes.of(name + ".dcm")).isInstanceOf(Duplicate.class);
        return database.instance(accepted.instance());
    }

    private Path atRest(Instance instance) {
        return server.atRest("site-a/" + instance.path);
    }

    private byte[] retrieve(Instance instance, int status) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("%s/studies/%s/series/%s/instances/%s"
                        .formatted(base, instance.study, instance.series, instance.id)))
                .header("Accept", "application/dicom; transfer-syntax=*")
                .build();
        HttpResponse<byte[]> response =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(status);
        return response.body();
    }

    private void assertEveryObjectHasARowAndEveryRowAnObject() throws IOException {
        assertThat(objects())
                .containsExactlyInAnyOrderElementsOf(
                        database.instances().stream().map(row -> row.path).toList());
    }

    private List<String> objects() throws IOException {
        Path root = server.atRest("site-a");
        try (Stream<Path> found = Files.walk(server.atRest("site-a/store/objects"))) {
            return found.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
