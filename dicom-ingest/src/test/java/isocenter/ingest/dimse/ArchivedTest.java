package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandField;
import isocenter.ingest.dimse.association.CommandTags;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.PresentationContext;
import isocenter.ingest.dimse.association.RawPeer;
import isocenter.ingest.dimse.association.Status;
import isocenter.ingest.dimse.pdu.Abort;
import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.ProposedContext;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole way: from another node's bytes to rows, files and ledger events, and back to its commitment. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class ArchivedTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ProposedContext XRAY =
            new ProposedContext(1, Radiographs.DIGITAL_X_RAY, List.of(RawPeer.EXPLICIT));
    private static final ProposedContext COMMITMENT =
            new ProposedContext(3, SopClasses.STORAGE_COMMITMENT, List.of("1.2.840.10008.1.2"));

    @Inject
    Inbox inbox;

    @Inject
    Intake intake;

    @Inject
    Archive archive;

    @Inject
    Instances instances;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    PullRecord record;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    DataSource database;

    private TestPacs pacs;
    private DimseConfig config;
    private Connections connections;
    private DimseServer server;
    private Connections scu;

    @BeforeEach
    void start() throws IOException {
        pacs = new TestPacs();
        config = TestConfig.of(
                "callers", "SCU,PACS",
                "commitment", "true",
                "nodes.back.host", "127.0.0.1",
                "nodes.back.port", Integer.toString(pacs.port()),
                "nodes.back.ae-title", "SCU");
        connections = new Connections(config);
        server = new DimseServer(config, connections, new RemoteNodes(config), inbox);
        server.start();
        pacs.moveDestinationPort = server.port().orElseThrow();
        scu = new Connections(TestConfig.of("ae-title", "SCU"));
    }

    @AfterEach
    void stop() throws IOException {
        server.stop();
        intake.close();
        connections.close();
        scu.close();
        pacs.close();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private Association open(ProposedContext... contexts) {
        RemoteNode node =
                RemoteNode.parse("ISOCENTER@127.0.0.1:" + server.port().orElseThrow());
        return scu.open(node, List.of(contexts), List.of());
    }

    private Command store(DataSet object) {
        try (Association association = open(XRAY)) {
            Command response = TestServer.store(
                    association, association.context(Radiographs.DIGITAL_X_RAY).orElseThrow(), object);
            association.release();
            return response;
        }
    }

    private static String instance(DataSet object) {
        return object.text(Tags.SOP_INSTANCE_UID).orElseThrow();
    }

    private Optional<Instance> row(DataSet object) {
        return instances.withIds(List.of(pseudonyms.uid(instance(object)))).stream()
                .findFirst();
    }

    private List<String> strings(String sql) {
        List<String> values = new ArrayList<>();
        try (Connection connection = database.getConnection();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.walk(home.path().resolve("store/incoming"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }

    @Test
    void whatIsAnsweredIsCatalogued() {
        DataSet image = Radiographs.of("S-1");
        assertThat(store(image).status()).isEqualTo(Status.SUCCESS);
        Instance row = row(image).orElseThrow();
        assertThat(row.patient).isEqualTo(pseudonyms.patient("", "S-1"));
        assertThat(archive.object(row)).exists();
        long before = ledger.head().size();
        assertThat(store(image).status()).as("again").isEqualTo(Status.SUCCESS);
        assertThat(ledger.head().size()).isEqualTo(before);

        DataSet other = image.copy().put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[256]));
        assertThat(store(other).status()).as("other content").isEqualTo(Status.WARNING);
        assertThat(strings("select sha256 from conflicting_object where instance = '" + row.id + "'"))
                .hasSize(1);

        DataSet cut = Radiographs.of("S-2").putIntegers(Tags.ROWS, 4000);
        Command refused = store(cut);
        assertThat(refused.status()).isEqualTo(Status.CANNOT_UNDERSTAND);
        assertThat(refused.text(CommandTags.ERROR_COMMENT).orElse(""))
                .isNotBlank()
                .doesNotContain("S-2");
        assertThat(row(cut)).isEmpty();
    }

    @Test
    void anAbortedObjectLeavesNoFileAndNoRow() throws IOException {
        DataSet image = Radiographs.of("A-1");
        byte[] bytes = TestServer.bytes(image, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        byte[] filler = new byte[100_000];
        long before = ledger.head().size();
        try (RawPeer peer = new RawPeer(server.port().orElseThrow())) {
            peer.send(RawPeer.request(0, XRAY));
            assertThat(peer.receive()).isInstanceOf(AssociateAccept.class);
            peer.sendCommand(
                    1,
                    RawPeer.encoded(
                            Command.of(CommandField.C_STORE_RQ)
                                    .put(CommandTags.MESSAGE_ID, 1)
                                    .put(CommandTags.AFFECTED_SOP_CLASS_UID, Radiographs.DIGITAL_X_RAY)
                                    .put(CommandTags.AFFECTED_SOP_INSTANCE_UID, instance(image)),
                            true));
            peer.send(RawPeer.data(RawPeer.value(1, false, false, bytes, 0, bytes.length)));
            for (int i = 0; i < 200; i++) { // beyond what stays in memory
                peer.send(RawPeer.data(RawPeer.value(1, false, false, filler, 0, filler.length)));
            }
            awaitUntil(() -> !temporaryFiles().isEmpty());
            peer.send(Abort.byUser());
            assertThat(peer.receive()).isNull();
        }
        awaitUntil(() -> temporaryFiles().isEmpty());
        assertThat(row(image)).isEmpty();
        assertThat(ledger.head().size()).isEqualTo(before);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void awaitUntil(Condition condition) throws IOException {
        for (int i = 0; !condition.holds(); i++) {
            assertThat(i).as("20 s are over").isLessThan(1000);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static DataSet reference(String sopClass, String instance) {
        return new DataSet()
                .putText(Tags.REFERENCED_SOP_CLASS_UID, sopClass)
                .putText(Tags.REFERENCED_SOP_INSTANCE_UID, instance);
    }

    private static Command ask(Association association, String transaction, DataSet... references) {
        PresentationContext context =
                association.context(SopClasses.STORAGE_COMMITMENT).orElseThrow();
        association.request(
                context,
                Command.of(CommandField.N_ACTION_RQ)
                        .put(CommandTags.REQUESTED_SOP_CLASS_UID, SopClasses.STORAGE_COMMITMENT)
                        .put(CommandTags.REQUESTED_SOP_INSTANCE_UID, SopClasses.STORAGE_COMMITMENT_INSTANCE)
                        .put(CommandTags.ACTION_TYPE_ID, 1),
                new DataSet()
                        .putText(Tags.TRANSACTION_UID, transaction)
                        .put(Element.sequence(Tags.REFERENCED_SOP_SEQUENCE, List.of(references))));
        return association.receive(PATIENCE).orElseThrow().command();
    }

    private static List<String> failures(DataSet report) {
        return report.items(Tags.FAILED_SOP_SEQUENCE).stream()
                .map(item -> item.text(Tags.REFERENCED_SOP_INSTANCE_UID).orElseThrow() + " "
                        + Integer.toHexString(item.integer(Tags.FAILURE_REASON).orElseThrow()))
                .toList();
    }

    @Test
    void commitmentIsAnsweredTruthfullyOnTheSameAssociation() throws IOException {
        DataSet held = Radiographs.of("C-1");
        DataSet damaged = Radiographs.of("C-1");
        DataSet missing = Radiographs.of("C-1");
        for (DataSet each : List.of(held, damaged, missing)) {
            assertThat(store(each).status()).isEqualTo(Status.SUCCESS);
        }
        byte[] intact = Files.readAllBytes(archive.object(row(damaged).orElseThrow()));
        Path place = archive.object(row(missing).orElseThrow());
        byte[] missed = Files.readAllBytes(place);
        byte[] changed = intact.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(archive.object(row(damaged).orElseThrow()), changed);
        Files.delete(place);

        try (Association association = open(COMMITMENT)) {
            Command response = ask(
                    association,
                    "1.2.77",
                    reference(Radiographs.DIGITAL_X_RAY, instance(held)),
                    reference(RawPeer.CT, instance(held)),
                    reference(Radiographs.DIGITAL_X_RAY, instance(damaged)),
                    reference(Radiographs.DIGITAL_X_RAY, instance(missing)),
                    reference(Radiographs.DIGITAL_X_RAY, "1.2.3.4.5"));
            assertThat(response.status()).isEqualTo(Status.SUCCESS);
            IncomingMessage event = association.receive(PATIENCE).orElseThrow();
            assertThat(event.command().field()).contains(CommandField.N_EVENT_REPORT_RQ);
            assertThat(event.command().number(CommandTags.EVENT_TYPE_ID)).hasValue(2);
            DataSet report = event.dataSet(1 << 20);
            assertThat(report.text(Tags.TRANSACTION_UID)).contains("1.2.77");
            assertThat(report.items(Tags.REFERENCED_SOP_SEQUENCE))
                    .extracting(
                            item -> item.text(Tags.REFERENCED_SOP_INSTANCE_UID).orElseThrow())
                    .containsExactly(instance(held));
            assertThat(failures(report))
                    .containsExactly(
                            instance(held) + " 119",
                            instance(damaged) + " 112",
                            instance(missing) + " 112",
                            "1.2.3.4.5 112");
            association.respond(event, event.command().response(CommandField.N_EVENT_REPORT_RSP, Status.SUCCESS));

            ask(association, "1.2.78", reference(Radiographs.DIGITAL_X_RAY, instance(held)));
            IncomingMessage all = association.receive(PATIENCE).orElseThrow();
            assertThat(all.command().number(CommandTags.EVENT_TYPE_ID)).hasValue(1);
            association.respond(all, all.command().response(CommandField.N_EVENT_REPORT_RSP, Status.SUCCESS));
            association.release();
        }
        assertThat(pacs.reports).isEmpty();
        Files.write(archive.object(row(damaged).orElseThrow()), intact);
        Files.write(place, missed);
    }

    @Test
    void whoDoesNotWaitForTheReportIsCalledBack() throws IOException {
        DataSet held = Radiographs.of("C-2");
        store(held);
        try (Association association = open(COMMITMENT)) {
            ask(association, "1.2.79", reference(Radiographs.DIGITAL_X_RAY, instance(held)));
            association.release();
        }
        awaitUntil(() -> !pacs.reports.isEmpty());
        assertThat(pacs.reports.get(0).text(Tags.TRANSACTION_UID)).contains("1.2.79");
        assertThat(pacs.reports.get(0).contains(Tags.FAILED_SOP_SEQUENCE)).isFalse();
    }

    @Test
    void anUnsoundCommitmentRequestIsRefused() {
        try (Association association = open(COMMITMENT)) {
            assertThat(ask(association, "", reference("1.2", "1.2.3")).status())
                    .isEqualTo(Status.INVALID_ARGUMENT_VALUE);
            assertThat(ask(association, "1.2.80").status()).isEqualTo(Status.INVALID_ARGUMENT_VALUE);
            assertThat(ask(association, "1.2.80", reference("1.2", "../x")).status())
                    .isEqualTo(Status.INVALID_ARGUMENT_VALUE);
            association.release();
        }
    }

    private Pull pull() {
        return new Pull(new QueryRetrieve(connections), connections, inbox, record, pseudonyms, config);
    }

    private List<DataSet> study(String patient, int objects) {
        String study = Radiographs.newUid();
        List<DataSet> made = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            made.add(Radiographs.inStudy(patient, study));
        }
        pacs.objects.addAll(made);
        return made;
    }

    private static String uid(List<DataSet> study) {
        return study.get(0).text(Tags.STUDY_INSTANCE_UID).orElseThrow();
    }

    @Test
    void aStudyIsPulledOnceAndAgainOnlyWhenItGrew() {
        List<DataSet> study = study("P-1", 3);
        String id = pseudonyms.uid(uid(study));
        List<Long> progress = new ArrayList<>();
        assertThat(pull().pull(pacs.node(), List.of(uid(study)), (done, all, objects) -> progress.add(objects)))
                .containsExactly(new StudyOutcome.Pulled(id, 3, 0));
        assertThat(progress).last().isEqualTo(3L);
        assertThat(study).allSatisfy(object -> assertThat(row(object)).isPresent());
        assertThat(strings("select body from ledger_event where action = 'pull.study' order by index"))
                .last()
                .asString()
                .contains("\"objects\"")
                .doesNotContain(uid(study));

        assertThat(pull().pull(pacs.node(), List.of(uid(study)), PullListener.NONE))
                .containsExactly(new StudyOutcome.Unchanged(id, 3));
        assertThat(pacs.retrievals).hasValue(1);

        pacs.objects.add(Radiographs.inStudy("P-1", uid(study)));
        assertThat(pull().pull(pacs.node(), List.of(uid(study)), PullListener.NONE))
                .containsExactly(new StudyOutcome.Pulled(id, 4, 0));
    }

    @Test
    void whatFailsForTheMomentIsTriedAgain() {
        List<DataSet> first = study("P-2", 3);
        List<DataSet> second = study("P-2", 2);
        pacs.busy.set(1);
        pacs.aborting.set(2);
        assertThat(pull().pull(pacs.node(), List.of(uid(first), uid(second), "1.2.3.4"), PullListener.NONE))
                .containsExactly(
                        new StudyOutcome.Pulled(pseudonyms.uid(uid(first)), 3, 0),
                        new StudyOutcome.Pulled(pseudonyms.uid(uid(second)), 2, 0),
                        new StudyOutcome.Absent(pseudonyms.uid("1.2.3.4")));
        assertThat(pacs.retrievals).hasValue(4);
    }

    @Test
    void whatFailsForGoodIsSaidAndNothingIsRememberedAsPulled() {
        List<DataSet> study = study("P-3", 2);
        pacs.aborting.set(1000);
        List<StudyOutcome> outcomes = pull().pull(pacs.node(), List.of(uid(study)), PullListener.NONE);
        assertThat(outcomes.get(0)).isInstanceOf(StudyOutcome.Incomplete.class);
        assertThat(pacs.retrievals).hasValue(4);
        pacs.aborting.set(0);
        assertThat(pull().pull(pacs.node(), List.of(uid(study)), PullListener.NONE)
                        .get(0))
                .isInstanceOf(StudyOutcome.Pulled.class);
    }

    @Test
    void refusedObjectsCountAndAreNotFetchedForEver() {
        List<DataSet> study = study("P-4", 2);
        study.get(1).putIntegers(Tags.ROWS, 4000);
        String id = pseudonyms.uid(uid(study));
        assertThat(pull().pull(pacs.node(), List.of(uid(study)), PullListener.NONE))
                .containsExactly(new StudyOutcome.Pulled(id, 2, 1));
        assertThat(pull().pull(pacs.node(), List.of(uid(study)), PullListener.NONE))
                .containsExactly(new StudyOutcome.Unchanged(id, 2));
    }

    @Test
    void aStudyMayBeMovedToOurServer() {
        List<DataSet> study = study("P-5", 3);
        RemoteNode node = pacs.node().with(Retrieval.MOVE);
        List<Long> progress = new ArrayList<>();
        assertThat(pull().pull(node, List.of(uid(study)), (done, all, objects) -> progress.add(objects)))
                .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(uid(study)), 3, 0));
        assertThat(progress).contains(1L, 2L, 3L);
        assertThat(study).allSatisfy(object -> assertThat(row(object)).isPresent());
    }

    @Test
    void aNodeThatDoesNotKnowUsSaysSo() {
        List<DataSet> study = study("P-6", 1);
        Connections others = new Connections(TestConfig.of("ae-title", "STRANGER"));
        Pull stranger = new Pull(new QueryRetrieve(others), others, inbox, record, pseudonyms, config);
        List<StudyOutcome> outcomes =
                stranger.pull(pacs.node().with(Retrieval.MOVE), List.of(uid(study)), PullListener.NONE);
        others.close();
        assertThat(((StudyOutcome.Incomplete) outcomes.get(0)).reason())
                .contains("A801")
                .contains("AE title");
    }

    @Test
    void aQueryIsRecordedWithoutWhatWasAskedAndEndsWhenEnoughIsSeen() {
        study("Q-1", 1);
        study("Q-1", 1);
        NodeQueries queries = new NodeQueries(new QueryRetrieve(connections), ledger);
        List<DataSet> found = new ArrayList<>();
        Query query = Query.of(QueryLevel.STUDY, Map.of("PatientID", "Q-1", "Modality", "DX"));
        assertThat(queries.find(pacs.node(), query, found::add)).isTrue();
        assertThat(found)
                .hasSize(2)
                .allSatisfy(match -> assertThat(match.text(Tags.PATIENT_NAME)).contains("Invented^Q-1"));
        assertThat(strings("select body from ledger_event where action = 'access.identified' order by index"))
                .last()
                .asString()
                .contains("PatientID", "ModalitiesInStudy", "STUDY")
                .doesNotContain("Q-1");

        Query endless = Query.of(QueryLevel.STUDY, Map.of("AccessionNumber", "WAIT-FOR-CANCEL"));
        List<DataSet> seen = new ArrayList<>();
        assertThat(queries.find(pacs.node(), endless, match -> {
                    seen.add(match);
                    return false;
                }))
                .isFalse();
        assertThat(seen).hasSize(1);
        assertThat(pacs.cancelled).hasValue(1);
    }

    @Test
    void queriesThatCannotBeMeantAreRefused() {
        for (Map<String, String> where :
                List.of(Map.of("PatientNmae", "X"), Map.of("Rows", "5"), Map.of("ReferencedImageSequence", "X"))) {
            assertThatThrownBy(() -> Query.of(QueryLevel.STUDY, where)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> Query.of(QueryLevel.SERIES, Map.of())).hasMessageContaining("StudyInstanceUID");
        assertThatThrownBy(() -> Query.of(QueryLevel.IMAGE, Map.of("StudyInstanceUID", "1.2")))
                .hasMessageContaining("SeriesInstanceUID");
        assertThatThrownBy(() -> pull().find(pacs.node(), Query.of(QueryLevel.PATIENT, Map.of())))
                .hasMessageContaining("STUDY");
    }
}
