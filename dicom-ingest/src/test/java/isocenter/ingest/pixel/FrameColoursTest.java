package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** JPEG frames with a JFIF header are luminance and chrominance (ITU-T T.871), whatever the object states. */
class FrameColoursTest {
    private static final int SIDE = 16;
    private static final int RED = 200;
    private static final int GREEN = 100;
    private static final int BLUE = 50;

    @Test
    void framesOfAnObjectThatStatesRgbComeInRgb() throws IOException {
        assertColour(image("RGB"), RED, GREEN, BLUE);
    }

    @Test
    void framesOfAnObjectThatStatesChrominanceComeInIt() throws IOException {
        double luminance = 0.299 * RED + 0.587 * GREEN + 0.114 * BLUE;
        assertColour(
                image("YBR_FULL_422"), luminance, 128 + (BLUE - luminance) / 1.772, 128 + (RED - luminance) / 1.402);
    }

    @Test
    void samplesOf32BitsAreUnsigned() {
        TestImage wide = TestImage.colour(1, 1, "RGB")
                .integer(Tags.BITS_ALLOCATED, 32)
                .stored(32, 31, false)
                .pixels(0xFFFFFFFFL, 0x80808080L, 0);
        assertThat(wide.decoded().colour(0).rgb()).containsExactly(255, 128, 0);
    }

    private static void assertColour(TestImage image, double... expected) {
        ByteBuffer bytes = image.decoded().uncompressed(0);
        assertThat(bytes.remaining()).isEqualTo(3 * SIDE * SIDE);
        for (int sample = 0; sample < 3; sample++) {
            assertThat((double) (bytes.get(sample) & 0xFF)).isCloseTo(expected[sample], within(3.0));
        }
        byte[] shown = image.decoded().colour(0).rgb();
        assertThat(shown[0] & 0xFF).isCloseTo(RED, within(3));
        assertThat(shown[2] & 0xFF).isCloseTo(BLUE, within(3));
    }

    private static TestImage image(String photometric) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int[] values = new int[SIDE * SIDE];
        Arrays.fill(values, RED << 16 | GREEN << 8 | BLUE);
        picture.setRGB(0, 0, SIDE, SIDE, values, 0, SIDE);
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(picture, "jpeg", jpeg);
        if (jpeg.size() % 2 != 0) {
            jpeg.write(0);
        }
        return TestImage.colour(SIDE, SIDE, photometric).frames(TransferSyntax.JPEG_BASELINE, jpeg.toByteArray());
    }
}
