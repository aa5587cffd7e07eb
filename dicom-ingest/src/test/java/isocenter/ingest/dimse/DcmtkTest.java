package isocenter.ingest.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.ExternalProgram.Output;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCMTK's programs as callers, and its archive as the node that is asked. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class DcmtkTest {
    @Inject
    Inbox inbox;

    @Inject
    Intake intake;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    PullRecord record;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    private DimseConfig config;
    private Connections connections;
    private DimseServer server;

    @BeforeEach
    void start() {
        config = TestConfig.of("callers", "STORESCU,ECHOSCU,QR", "timeouts.association", "5s");
        connections = new Connections(config);
        server = new DimseServer(config, connections, new RemoteNodes(config), inbox);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
        intake.close();
        connections.close();
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    private String port() {
        return Integer.toString(server.port().orElseThrow());
    }

    @Test
    void echoscuIsAnsweredAndAStrangerRejected() {
        String echoscu = ExternalProgram.require("echoscu");
        assertThat(ExternalProgram.run(folder, echoscu, "-aec", "ISOCENTER", "localhost", port()))
                .isEqualTo(new Output(0, ""));
        assertThat(ExternalProgram.run(folder, echoscu, "-aet", "X", "-aec", "ISOCENTER", "localhost", port())
                        .text())
                .contains("Calling AE Title Not Recognized");
        assertThat(ExternalProgram.run(folder, echoscu, "-aec", "OTHER", "localhost", port())
                        .text())
                .contains("Called AE Title Not Recognized");
    }

    /** Each object in the transfer syntax that it has; the pixels that arrive decode to those of the file. */
    @Test
    void storescuSendsEverySample() throws IOException {
        String storescu = ExternalProgram.require("storescu");
        String place = System.getProperty("samples.dir", "");
        Path samples = Path.of(place).resolve("dicom-samples");
        Assumptions.assumeTrue(!place.isBlank() && Files.isDirectory(samples), "skipped: sample data not present");

        Output sent = ExternalProgram.run(
                folder,
                storescu,
                "-v",
                "-nh",
                "-aec",
                "ISOCENTER",
                "-xf",
                proposals(samples).toString(),
                "All",
                "+sd",
                "+r",
                "localhost",
                port(),
                samples.toString());

        Map<Path, String> statuses = statuses(sent.text());
        assertThat(statuses).hasSizeGreaterThan(95);
        Set<String> pixels =
                strings("select pixel_sha256 from instance union select pixel_sha256 from conflicting_object");
        int kept = 0;
        for (Map.Entry<Path, String> file : statuses.entrySet()) {
            if (file.getValue().startsWith("Success") || file.getValue().startsWith("Warning")) {
                kept++;
                DicomObject sentObject = new Part10Parser().parse(file.getKey());
                if (sentObject.dataSet().contains(0x00186011 /* Sequence of Ultrasound Regions */)) {
                    continue; // blanked outside its regions, so that its pixels are others
                }
                assertThat(pixels)
                        .as("%s was answered %s", file.getKey(), file.getValue())
                        .contains(Frames.of(sentObject).decodeAll().sha256());
            } else {
                assertThat(file.getValue()).isEqualTo("Error: CannotUnderstand");
            }
        }
        String held = strings("select count(*) from quarantined_object where held_sha256 is not null")
                .iterator()
                .next();
        assertThat(kept).isGreaterThan(30);
        assertThat(kept + Integer.parseInt(held))
                .as("kept, or held for what may be written in them")
                .isGreaterThan(60);
        assertThat(strings("select count(*) from instance where transfer_syntax like '1.2.840.10008.1.2.4%'"))
                .doesNotContain("0");
    }

    /** One context for each pair of class and syntax in the files: DCMTK's own choices would leave some out. */
    private Path proposals(Path samples) throws IOException {
        Set<String> pairs = new TreeSet<>();
        try (Stream<Path> files = Files.walk(samples)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    DicomObject object = new Part10Parser().parse(file);
                    object.dataSet()
                            .text(Tags.SOP_CLASS_UID)
                            .ifPresent(sopClass ->
                                    pairs.add(sopClass + "\\" + object.syntax().name()));
                } catch (DicomFormatException unreadable) {
                    // DCMTK may think otherwise, and then says that it has no context.
                }
            }
        }
        List<String> lines = new ArrayList<>(List.of("[[TransferSyntaxes]]"));
        for (TransferSyntax syntax : TransferSyntax.values()) {
            lines.add("[" + syntax.name() + "]");
            lines.add("TransferSyntax1 = " + syntax.uid());
        }
        lines.addAll(List.of("[[PresentationContexts]]", "[All]"));
        int count = 0;
        for (String pair : pairs) {
            lines.add("PresentationContext" + ++count + " = " + pair);
        }
        lines.addAll(List.of("[[Profiles]]", "[All]", "PresentationContexts = All"));
        return Files.write(folder.resolve("proposals.cfg"), lines);
    }

    private static Map<Path, String> statuses(String log) {
        Map<Path, String> statuses = new LinkedHashMap<>();
        Path file = null;
        for (String line : log.split("\n", -1)) {
            if (line.startsWith("I: Sending file: ")) {
                file = Path.of(line.substring("I: Sending file: ".length()));
            } else if (line.startsWith("I: Received Store Response (") && file != null) {
                statuses.put(file, line.substring("I: Received Store Response (".length(), line.length() - 1));
            }
        }
        return statuses;
    }

    @Test
    void severalAssociationsAtOnceAndOneThatIsAborted() throws Exception {
        String storescu = ExternalProgram.require("storescu");
        List<Thread> senders = new ArrayList<>();
        List<DataSet> objects = new ArrayList<>();
        List<Output> outputs = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path own = Files.createDirectory(folder.resolve("sender" + i));
            for (int n = 0; n < 10; n++) {
                DataSet object = Radiographs.of("D-" + i);
                objects.add(object);
                write(own.resolve(n + ".dcm"), object);
            }
            String end = i == 0 ? "--abort" : "-q"; // after the last answer
            String[] command = {storescu, "-R", "-aec", "ISOCENTER", end, "+sd", "localhost", port(), own.toString()};
            Thread sender = new Thread(() -> outputs.add(ExternalProgram.run(folder, command)));
            senders.add(sender);
            sender.start();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(outputs)
                .hasSize(4)
                .allSatisfy(output ->
                        assertThat(output.exitCode()).as(output.text()).isZero());
        Set<String> ids = strings("select id from instance");
        assertThat(objects)
                .allSatisfy(object -> assertThat(ids)
                        .contains(pseudonyms.uid(
                                object.text(Tags.SOP_INSTANCE_UID).orElseThrow())));
    }

    @Test
    void dcmqrscpIsAskedAndPulledFrom() throws IOException {
        String dcmqrscp = ExternalProgram.require("dcmqrscp");
        String storescu = ExternalProgram.require("storescu");
        int port = ExternalProgram.freePort();
        Path storage = Files.createDirectory(folder.resolve("qr"));
        Path settings = Files.write(
                folder.resolve("qr.cfg"),
                List.of(
                        "NetworkTCPPort = " + port,
                        "MaxPDUSize = 16384",
                        "MaxAssociations = 16",
                        "HostTable BEGIN",
                        "us = (ISOCENTER, localhost, " + port() + ")",
                        "HostTable END",
                        "VendorTable BEGIN",
                        "VendorTable END",
                        "AETable BEGIN",
                        "QR " + storage + " RW (100, 100mb) ANY",
                        "AETable END"));
        Path own = Files.createDirectory(folder.resolve("studies"));
        List<DataSet> first = study("K-1", 3);
        List<DataSet> second = study("K-2", 2);
        int count = 0;
        for (DataSet object : Stream.concat(first.stream(), second.stream()).toList()) {
            write(own.resolve(count++ + ".dcm"), object);
        }
        Process node = ExternalProgram.serve(folder, port, dcmqrscp, "-c", settings.toString());
        try {
            assertThat(ExternalProgram.run(
                                    folder, storescu, "-R", "-aec", "QR", "+sd", "localhost", "" + port, own.toString())
                            .exitCode())
                    .isZero();
            RemoteNode qr = RemoteNode.parse("QR@localhost:" + port);
            QueryRetrieve requests = new QueryRetrieve(connections);
            requests.echo(qr);
            List<DataSet> found = new ArrayList<>();
            Query all = Query.of(QueryLevel.STUDY, Map.of("PatientID", "K-*"));
            assertThat(new NodeQueries(requests, ledger).find(qr, all, found::add))
                    .isTrue();
            assertThat(found)
                    .extracting(match -> match.text(Tags.PATIENT_ID).orElse(""))
                    .containsExactlyInAnyOrder("K-1", "K-2");
            List<DataSet> patients = new ArrayList<>();
            requests.find(qr, Query.of(QueryLevel.PATIENT, Map.of("PatientID", "K-1")), patients::add);
            assertThat(patients).hasSize(1);

            Pull pull = new Pull(requests, connections, inbox, record, pseudonyms, config);
            assertThat(pull.pull(qr, List.of(uid(first)), PullListener.NONE))
                    .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(uid(first)), 3, 0));
            assertThat(pull.pull(qr.with(Retrieval.MOVE), List.of(uid(second)), PullListener.NONE))
                    .containsExactly(new StudyOutcome.Pulled(pseudonyms.uid(uid(second)), 2, 0));
            Set<String> ids = strings("select id from instance");
            for (DataSet object : Stream.concat(first.stream(), second.stream()).toList()) {
                assertThat(ids)
                        .contains(pseudonyms.uid(
                                object.text(Tags.SOP_INSTANCE_UID).orElseThrow()));
            }
        } finally {
            ExternalProgram.end(node);
        }
        assertThatThrownBy(() -> new QueryRetrieve(connections).echo(RemoteNode.parse("QR@localhost:" + port)))
                .isInstanceOf(AssociationException.class)
                .hasMessageContaining("no connection");
    }

    private static List<DataSet> study(String patient, int objects) {
        String study = Radiographs.newUid();
        List<DataSet> made = new ArrayList<>();
        for (int i = 0; i < objects; i++) {
            made.add(Radiographs.inStudy(patient, study));
        }
        return made;
    }

    private static String uid(List<DataSet> study) {
        return study.get(0).text(Tags.STUDY_INSTANCE_UID).orElseThrow();
    }

    private static void write(Path file, DataSet object) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            DicomWriter.write(new DicomObject(new DataSet(), object, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        }
    }

    private Set<String> strings(String sql) {
        Set<String> values = new HashSet<>();
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
}
