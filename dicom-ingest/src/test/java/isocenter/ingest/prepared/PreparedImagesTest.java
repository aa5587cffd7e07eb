package isocenter.ingest.prepared;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.Rendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedImagesTest {
    private static final String OBJECT = "ab".repeat(32);

    @TempDir
    Path home;

    /** Values beyond white and black are clipped, and the bytes are little endian. */
    @Test
    void displayValuesBecomeSixteenBitNumbers() {
        GreyImage image = new GreyImage(
                8,
                8,
                values(-1, 0, 0.5f, 1, 2, Float.NaN, 1f / 65535, 65534f / 65535),
                new Rendering(new Rendering.Range(0, 1), false, Float.NaN, Float.NaN));
        byte[] square = PreparedImage.of(image, 8);
        assertThat(square).hasSize(128).startsWith(0, 0, 0, 0, 0, 0x80, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 1, 0, 0xFE, 0xFF);
    }

    @Test
    void whatWasKeptIsFoundUntilItIsDamaged() throws IOException {
        PreparedImages images = new PreparedImages(() -> home);
        byte[] square = new byte[128];
        square[5] = 7;
        assertThat(images.find(OBJECT, 8)).isEmpty();
        images.keep(OBJECT, 8, square);
        images.keep(OBJECT, 8, square);
        assertThat(images.find(OBJECT, 8)).contains(square);
        assertThat(images.find(OBJECT, 16)).isEmpty();
        assertThat(images.find("ac".repeat(32), 8)).isEmpty();

        Path file = files().get(0);
        byte[] sound = Files.readAllBytes(file);
        assertThat(files()).hasSize(1);
        for (int position : new int[] {0, 127, 128, 159}) {
            byte[] damaged = sound.clone();
            damaged[position] ^= 1;
            Files.write(file, damaged);
            assertThat(images.find(OBJECT, 8)).as("byte %d", position).isEmpty();
        }
        Files.write(file, new byte[0]);
        assertThat(images.find(OBJECT, 8)).isEmpty();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(home)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static float[] values(float... first) {
        float[] all = new float[64];
        System.arraycopy(first, 0, all, 0, first.length);
        return all;
    }
}
