package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go wrong while somebody reads, and that nothing is lost by it: the packaged program and a real browser. */
class ReadingRoomFaultsIT {
    private static final int STUDIES = 12;

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostWhateverHappens() throws Exception {
        PreparedRoom room = PreparedRoom.in(folder);
        String spoiled = spoiledStudy(room);
        room.ingestFilms(2 * STUDIES);
        room.user("anna", "radiologist");
        room.user("berta", "radiologist");
        room.addLabelSet();
        Path studies = room.studies(STUDIES, spoiled);
        room.addWorklist("faults", studies);
        String command = new ObjectMapper().writeValueAsString(room.isocenter().command());
        assertThat(room.node(
                        "faults", Map.of("ROOM_COMMAND", command, "ROOM_LIST", "faults", "ROOM_SPOILED", spoiled), ""))
                .hasSize(13);
        assertThat(room.isocenter().run("ledger", "verify").output())
                .as("nothing but the damaged image")
                .contains("the file differs from the one recorded: store/objects");
    }

    /** A study whose only image loses half of its bytes on disk. */
    private String spoiledStudy(PreparedRoom room) throws IOException, InterruptedException {
        Path film = Files.write(folder.resolve("film.dcm"), SmallFilm.of(new Random(3), 256));
        room.done("ingest", film.toString());
        Path stored = room.home()
                .resolve(StoreOnDisk.files(room.home(), "store/objects")
                        .iterator()
                        .next());
        stored.toFile().setWritable(true);
        try (RandomAccessFile file = new RandomAccessFile(stored.toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }
        return room.done("search", "--json")
                .json()
                .get(0)
                .path("StudyInstanceUID")
                .asText();
    }
}
