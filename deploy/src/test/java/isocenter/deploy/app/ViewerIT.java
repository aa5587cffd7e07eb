package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How images come on the screen, in a real browser: planes of a volume, hanging, marks that are moved, runs, colours. */
class ViewerIT {
    @TempDir
    private Path folder;

    private PreparedRoom room;

    @BeforeEach
    void prepare() throws IOException {
        room = PreparedRoom.in(folder);
    }

    @Test
    void theScreenShowsWhatIsComputed() throws Exception {
        Path images = Files.createDirectory(folder.resolve("images"));
        ViewerPhantoms phantoms = new ViewerPhantoms(images);
        phantoms.volume("VOLUME", false);
        phantoms.volume("GAP", true);
        phantoms.views("1.2.840.10008.5.1.4.1.1.1", "CR", "CHEST", "CHEST", "LL", "PA");
        phantoms.views("1.2.840.10008.5.1.4.1.1.1.2", "MG", "BREAST", "BREASTS", "L MLO", "L CC", "R MLO", "R CC");
        phantoms.run("RUN", 8, 50);
        ColourPhantoms colours = new ColourPhantoms(phantoms);
        for (ColourPhantoms.Storage storage : ColourPhantoms.Storage.values()) {
            colours.write(storage);
        }
        room.done("ingest", images.toString());
        Map<String, List<String>> byKind = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>(List.of("study"));
        for (JsonNode series : room.done("search", "--level", "series", "--limit", "50", "--json")
                .json()) {
            String study = series.path("StudyInstanceUID").asText();
            String kind = series.path("Modality").asText()
                    + series.path("NumberOfSeriesRelatedInstances").asText();
            List<String> studies = byKind.computeIfAbsent(kind, key -> new ArrayList<>());
            if (!studies.contains(study)) {
                studies.add(study);
                lines.add(study);
            }
        }
        assertThat(byKind)
                .containsOnlyKeys(
                        "MR" + ViewerPhantoms.SLICES,
                        "MR" + (ViewerPhantoms.SLICES - 1),
                        "CR1",
                        "MG1",
                        "XA1",
                        "XC1",
                        "OP1",
                        "OT1");
        Path studies = Files.write(folder.resolve("studies.csv"), lines);
        room.user("anna", "radiologist");
        room.addLabelSet();
        room.done(
                "worklist",
                "create",
                "phantoms",
                "--label-set",
                "room",
                "--studies",
                studies.toString(),
                "--reader",
                "anna");
        Map<String, Object> expected = Map.of(
                "studies",
                byKind,
                "first",
                ViewerPhantoms.FIRST,
                "size",
                new int[] {ViewerPhantoms.COLUMNS, ViewerPhantoms.ROWS, ViewerPhantoms.SLICES},
                "spacing",
                new double[] {ViewerPhantoms.ACROSS, ViewerPhantoms.DOWN, ViewerPhantoms.APART},
                "value",
                ViewerPhantoms.VALUE,
                "colours",
                Map.of(
                        "XC1", fields(ColourPhantoms::colour),
                        "OT1", fields(ColourPhantoms::colour),
                        "OP1", fields(ColourPhantoms::bit)));
        String token = room.done("token", "create", "watch", "--role", "service")
                .output()
                .strip();
        JsonNode seen;
        try (RunningServer server = RunningServer.start(room.isocenter(), folder, token, List.of(), Map.of())) {
            seen = room.node(
                    "volumes",
                    Map.of("ROOM_URL", server.address(), "ROOM_LIST", "phantoms", "ROOM_USER", "anna"),
                    new ObjectMapper().writeValueAsString(expected));
        }
        assertThat(seen.path("greys").size()).isEqualTo(4 * 3);
        assertThat(seen.path("greys"))
                .as("greys of the planes against those of the volume's formula")
                .allSatisfy(difference -> assertThat(difference.asDouble()).isLessThan(1.5));
        assertThat(seen.path("colours").size()).isEqualTo(ColourPhantoms.Storage.values().length);
        assertThat(seen.path("colours"))
                .as("colours of the screen against those that were stored; JPEG and YBR round")
                .allSatisfy(difference -> assertThat(difference.asDouble()).isLessThan(3.5));
        assertThat(seen.path("rendered"))
                .as("colours of the screen against those of the rendered picture")
                .allSatisfy(difference -> assertThat(difference.asDouble()).isLessThan(1.5));
    }

    private static List<int[]> fields(IntFunction<int[]> colour) {
        return IntStream.range(0, 16).mapToObj(colour).toList();
    }
}
