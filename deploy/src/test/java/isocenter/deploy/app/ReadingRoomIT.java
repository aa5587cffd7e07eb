package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reading room as readers use it: the packaged program, a real browser, the keyboard alone. Pictures go to {@code
 * target/reading-room}.
 */
class ReadingRoomIT {
    private static final int STUDIES = 10;

    @TempDir
    private Path folder;

    private PreparedRoom room;

    @BeforeEach
    void prepare() throws IOException {
        room = PreparedRoom.in(folder);
    }

    @Test
    void tenStudiesTwoReadersOneDecides() throws Exception {
        room.ingestFilms(2 * STUDIES);
        Path studies = room.studies(STUDIES);
        for (String reader : List.of("anna", "berta", "clara")) {
            room.user(reader, "radiologist");
        }
        room.addLabelSet();
        room.addWorklist("room", studies, "--adjudicator", "clara");
        String token = room.done("token", "create", "watch", "--role", "service")
                .output()
                .strip();
        Map<String, double[]> greys = greySteps();
        JsonNode read;
        JsonNode differences;
        JsonNode views;
        try (RunningServer server = RunningServer.start(room.isocenter(), folder, token, List.of(), Map.of())) {
            read = room.node("room", Map.of("ROOM_URL", server.address(), "ROOM_LIST", "room"), "");
            differences = room.node(
                    "pixels",
                    Map.of("ROOM_URL", server.address(), "ROOM_LIST", "steps", "ROOM_USER", "anna"),
                    new ObjectMapper().writeValueAsString(greys));
            views = room.node(
                    "access",
                    Map.of(
                            "ROOM_URL",
                            server.address(),
                            "ROOM_READER",
                            "anna",
                            "ROOM_LIST",
                            "steps",
                            "ROOM_JUDGE",
                            "clara",
                            "ROOM_DECIDED",
                            "room"),
                    "");
        }
        assertThat(views).as("nine views at 100 % and at 200 %").hasSize(18);
        assertThat(differences).hasSize(greys.size());
        assertThat(differences)
                .as("greys of the screen against those of stored values, rescale and window")
                .allSatisfy(difference -> assertThat(difference.asDouble()).isLessThan(1.01));
        Set<String> seen = new HashSet<>();
        read.path("readings")
                .path("anna")
                .forEach(one -> seen.add(one.path("id").asText()));
        assertThat(seen).hasSize(STUDIES);

        JsonNode opacity = room.done("worklist", "agreement", "room", "--json")
                .json()
                .path("findings")
                .get(0);
        assertThat(opacity.path("items").asInt()).isEqualTo(STUDIES);
        assertThat(opacity.path("agreement").path("value").asDouble()).isEqualTo(0.9);
        assertThat(opacity.path("marks").path("pairs").asInt()).isEqualTo(3);
        assertThat(opacity.path("marks").path("dice").path("value").asDouble())
                .as("both drew by the same keys")
                .isEqualTo(1);
        JsonNode published = room.done(
                        "worklist", "publish", "room", "--finding", "opacity", "--task", "opacity", "--json")
                .json();
        assertThat(published.path("positives").asInt())
                .as("five, and one by adjudication")
                .isEqualTo(6);
        assertThat(published.path("undecided").asInt()
                        + published.path("uncertain").asInt())
                .isZero();
        comesBackFromDicom(seen);
        assertThat(room.done("ledger", "verify").code()).isZero();
    }

    /** What one reader said, through DICOM SR and SEG and in again as another's: the same values, the same marks. */
    private void comesBackFromDicom(Set<String> readings) throws IOException, InterruptedException {
        Path reports = folder.resolve("reports");
        room.done("worklist", "export", "room", "--format", "sr", "--out", reports.toString());
        room.user("edda", "radiologist");
        List<String> command =
                new ArrayList<>(List.of("worklist", "import", "back", "--label-set", "room", "--reader", "edda"));
        try (Stream<Path> files = Files.list(reports)) {
            files.filter(file -> readings.stream()
                            .anyMatch(id -> file.getFileName().toString().startsWith(id)))
                    .forEach(file -> command.add(file.toString()));
        }
        command.add("--json");
        int labels = 0;
        int marks = 0;
        for (JsonNode one : room.done(command.toArray(String[]::new)).json()) {
            labels += one.path("labels").asInt();
            marks += one.path("marks").asInt();
            assertThat(one.path("notTaken")).isEmpty();
        }
        assertThat(labels).isEqualTo(STUDIES);
        assertThat(marks).as("a box, a polygon and a mask").isEqualTo(3);
        JsonNode published = room.done(
                        "worklist", "publish", "back", "--finding", "opacity", "--task", "back", "--json")
                .json();
        assertThat(published.path("studies").asInt()).isEqualTo(STUDIES);
    }

    /**
     * Takes in test patterns, natively and as far as dcmtk is there compressed without loss, and puts them on a worklist.
     *
     * @return study → grey of each field
     */
    private Map<String, double[]> greySteps() throws IOException, InterruptedException {
        Path patterns = Files.createDirectory(folder.resolve("patterns"));
        Map<String, GreySteps> byBodyPart = new LinkedHashMap<>();
        for (GreySteps steps : List.of(
                new GreySteps("CHEST", false, false, false, 1, 0, 2048, 4096),
                new GreySteps("HEAD", true, false, false, 1, 0, 1500, 2000),
                new GreySteps("NECK", false, false, true, 2, -100, 400, 3000))) {
            byBodyPart.put(steps.bodyPart(), steps);
            Files.write(patterns.resolve(steps.bodyPart() + ".dcm"), steps.dicom());
        }
        // Near-lossless JPEG-LS may be 2 stored values off, .15 of a grey level here. What lossy JPEG loses is within
        // its
        // blocks of 8 by 8, each of which is one field.
        Map<GreySteps, List<String>> encoders = Map.ofEntries(
                Map.entry(GreySteps.plain("ABDOMEN"), List.of("dcmcrle")),
                Map.entry(GreySteps.plain("PELVIS"), List.of("dcmcjpeg", "+e1")),
                Map.entry(GreySteps.plain("ELBOW"), List.of("dcmcjpeg", "+el")),
                Map.entry(GreySteps.plain("WRIST"), List.of("dcmcjpeg", "+ee", "+q", "100")),
                Map.entry(GreySteps.ofBytes("SPINE"), List.of("dcmcjpeg", "+eb", "+q", "100")),
                Map.entry(GreySteps.ofBytes("BREAST"), List.of("dcmcjpeg", "+ep", "+q", "100")),
                Map.entry(GreySteps.ofBytes("HEART"), List.of("dcmcjpeg", "+es", "+q", "100")),
                Map.entry(GreySteps.plain("KNEE"), List.of("dcmcjpls")),
                Map.entry(GreySteps.plain("ANKLE"), List.of("dcmcjpls", "+en")),
                Map.entry(GreySteps.plain("HAND"), List.of("dcmconv", "+ti")),
                Map.entry(GreySteps.plain("FOOT"), List.of("dcmconv", "+tb")),
                Map.entry(GreySteps.plain("SHOULDER"), List.of("dcmconv", "+td")));
        Path plain = folder.resolve("plain.dcm");
        for (Map.Entry<GreySteps, List<String>> encoder : encoders.entrySet()) {
            GreySteps steps = encoder.getKey();
            Files.write(plain, steps.dicom());
            if (encode(encoder.getValue(), plain, patterns.resolve(steps.bodyPart() + ".dcm"))) {
                byBodyPart.put(steps.bodyPart(), steps);
            }
        }
        GreySteps hip = GreySteps.plain("HIP");
        byBodyPart.put(hip.bodyPart(), hip);
        Files.write(patterns.resolve("HIP.dcm"), hip.jpeg2000());
        room.done("ingest", patterns.toString());
        Map<String, double[]> greys = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(List.of("study"));
        for (JsonNode series : room.done("search", "--level", "series", "--where", "Modality=CT", "--json")
                .json()) {
            GreySteps steps = byBodyPart.get(series.path("BodyPartExamined").asText());
            double[] fields = new double[GreySteps.FIELDS * GreySteps.FIELDS];
            for (int i = 0; i < fields.length; i++) {
                fields[i] = steps.grey(i / GreySteps.FIELDS, i % GreySteps.FIELDS);
            }
            greys.put(series.path("StudyInstanceUID").asText(), fields);
            lines.add(series.path("StudyInstanceUID").asText());
        }
        assertThat(greys).hasSameSizeAs(byBodyPart);
        Path file = Files.write(folder.resolve("steps.csv"), lines);
        room.done(
                "worklist", "create", "steps", "--label-set", "room", "--studies", file.toString(), "--reader", "anna");
        return greys;
    }

    private static boolean encode(List<String> encoder, Path plain, Path encoded)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(encoder);
        command.add(plain.toString());
        command.add(encoded.toString());
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }
}
