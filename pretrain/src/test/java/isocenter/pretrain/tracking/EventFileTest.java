package isocenter.pretrain.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
    /** The same three events, written by the record writer and message classes of the Python package tensorboard 2.21.0. */
    private static final String TENSORBOARD = "1800000000000000a37f4b2209000010402049da411a0d627261696e2e4576656e74"
            + "3a327b854a4b100000000000000095fbfe1809000010402049da4110ad023a0208015988ffda34000000000000005e33175c"
            + "09000010402049da4110ad022a260a110a0a747261696e2f6c6f7373150000c03f0a110a0a747261696e2f72617465156f12"
            + "833a64460959";

    @TempDir
    Path folder;

    @Test
    void writesWhatTensorBoardWrites() throws IOException {
        Clock clock = Clock.fixed(Instant.ofEpochMilli(1764000000250L), ZoneOffset.UTC);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("train/loss", 1.5);
        values.put("train/rate", 0.001);
        EventFile events = EventFile.in(folder, clock);
        events.resumed(300);
        events.scalars(301, values);
        events.end(true);
        EventFile.in(folder, clock).end(false); // another attempt within the second does not write over it

        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            assertThat(sorted).hasSize(2);
            assertThat(sorted.get(0)).hasFileName("events.out.tfevents.1764000000.isocenter.0");
            assertThat(HexFormat.of().formatHex(Files.readAllBytes(sorted.get(0))))
                    .isEqualTo(TENSORBOARD);
        }
    }
}
