package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import isocenter.ingest.dicom.TransferSyntax;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every predictor, precision and layout, written by a plain encoder that TwelveMonkeys' decoder understands too. */
class JpegLosslessTest {
    private static final int ROWS = 23;
    private static final int COLUMNS = 37;

    /** Smooth, with noise and with edges over the whole range: every category occurs. */
    private static int[] picture(int precision, int components) {
        Random random = new Random(precision * 31L + components);
        int most = (1 << precision) - 1;
        return IntStream.range(0, ROWS * COLUMNS * components)
                .map(i -> {
                    int x = i / components % COLUMNS;
                    int y = i / components / COLUMNS;
                    int smooth = (int) ((x * 3L + y * 7L + i % components * 11L) * most / 300);
                    int value = x > 20 && y > 10 ? random.nextInt(most + 1) : x == y ? most * (x % 2) : smooth;
                    return Math.min(most, value + random.nextInt(Math.min(most, 4) + 1));
                })
                .toArray();
    }

    private static int[] decoded(byte[] stream, int components, int precision) {
        TestImage image = components == 1
                ? TestImage.grey(ROWS, COLUMNS, precision > 8 ? 16 : 8).stored(precision, precision - 1, false)
                : TestImage.colour(ROWS, COLUMNS, "RGB");
        return image.frames(TransferSyntax.JPEG_LOSSLESS, stream).values();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void everyPredictorAtEveryPrecision(int predictor) throws IOException {
        for (int precision = 2; precision <= 16; precision++) {
            int[] picture = picture(precision, 1);
            byte[] stream = encoder(1, precision).predictor(predictor).encode(picture);
            assertThat(decoded(stream, 1, precision)).as("%d bits", precision).containsExactly(picture);
            if (precision == 8 || precision == 12 || precision == 16) { // the others are not TwelveMonkeys'
                assertThat(byTwelveMonkeys(stream)).as("%d bits", precision).containsExactly(picture);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1,true", "4,true", "7,true", "1,false", "6,false"})
    void coloursInOneScanOrInThree(int predictor, boolean interleaved) throws IOException {
        int[] picture = picture(8, 3);
        JpegLosslessEncoder encoder = encoder(3, 8).predictor(predictor);
        byte[] stream = (interleaved ? encoder : encoder.oneScanEach()).encode(picture);
        assertThat(decoded(stream, 3, 8)).containsExactly(picture);
        if (interleaved) {
            assertThat(byTwelveMonkeys(stream)).containsExactly(picture);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 30})
    void restartIntervalsBeginThePredictionAnew(int rows) {
        for (int predictor : new int[] {1, 4}) {
            int[] picture = picture(12, 1);
            byte[] stream =
                    encoder(1, 12).predictor(predictor).restartEvery(rows).encode(picture);
            assertThat(decoded(stream, 1, 12)).containsExactly(picture);
        }
    }

    @Test
    void thePointTransformIsUndone() {
        int[] picture = picture(12, 1);
        int[] expected = Arrays.stream(picture).map(value -> value >> 3 << 3).toArray();
        assertThat(decoded(encoder(1, 12).predictor(2).shift(3).encode(picture), 1, 12))
                .containsExactly(expected);
    }

    @Test
    void theDifferenceOfHalfTheRangeIsOneCodeAlone() throws IOException {
        int[] picture = new int[ROWS * COLUMNS];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = i % 2 == 0 ? 40000 : 40000 - 32768;
        }
        byte[] stream = encoder(1, 16).encode(picture);
        assertThat(decoded(stream, 1, 16)).containsExactly(picture);
        assertThat(byTwelveMonkeys(stream)).containsExactly(picture);
    }

    @Test
    void aScanMustEndWhereItsLastPixelDoes() {
        byte[] stream = encoder(1, 8).encode(picture(8, 1));
        byte[] longer = Arrays.copyOf(stream, stream.length + 2);
        longer[stream.length - 2] = 0x12;
        longer[stream.length - 1] = 0x34;
        longer[stream.length] = (byte) 0xFF;
        longer[stream.length + 1] = (byte) 0xD9;
        assertThatThrownBy(() -> decoded(longer, 1, 8))
                .isInstanceOf(PixelDecodeException.class)
                .hasMessageContaining("does not end where its last pixel does");
    }

    /** Whatever byte is changed: a picture or a reason, and never anything else. */
    @Test
    void aChangedByteNeverDoesMoreThanChangeThePicture() {
        byte[] stream = encoder(1, 12).restartEvery(6).encode(picture(12, 1));
        Random random = new Random(3);
        int refused = 0;
        for (int at = 2; at < stream.length; at++) {
            byte[] changed = stream.clone();
            changed[at] = (byte) (changed[at] ^ 1 << random.nextInt(8));
            try {
                assertThat(decoded(changed, 1, 12)).hasSize(ROWS * COLUMNS);
            } catch (PixelDecodeException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(stream.length / 4);
    }

    private static JpegLosslessEncoder encoder(int components, int precision) {
        return new JpegLosslessEncoder(ROWS, COLUMNS, components, precision);
    }

    private static int[] byTwelveMonkeys(byte[] stream) throws IOException {
        JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
        IIORegistry.getDefaultInstance().registerServiceProvider(provider, ImageReaderSpi.class);
        ImageReader reader = provider.createReaderInstance(null);
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(stream)) {
            reader.setInput(in, true, true);
            Raster raster = reader.readRaster(0, null);
            return raster.getPixels(0, 0, COLUMNS, ROWS, (int[]) null);
        }
    }
}
