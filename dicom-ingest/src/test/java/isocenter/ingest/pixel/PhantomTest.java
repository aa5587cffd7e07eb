package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One asymmetric picture, encoded by GDCM (phantom.py) and by the JDK, must come out to the bit and the right way round. */
class PhantomTest {
    private static final int ROWS = 13;
    private static final int COLUMNS = 22;

    /** The formula of phantom.py. */
    private static int expected(String kind, int y, int x) {
        int value = (x * 7 + y * 31 + (x > 2 * y ? 90 : 0) + (x == 20 && y == 1 ? 140 : 0)) % 256;
        if (kind.equals("u8")) {
            return value;
        }
        int bits = Integer.parseInt(kind.substring(1));
        return (value << bits - 8) + (x + y) % 16 - (kind.startsWith("s") ? 1 << bits - 1 : 0);
    }

    private static int[] expected(String kind) {
        return IntStream.range(0, ROWS * COLUMNS)
                .map(i -> expected(kind, i / COLUMNS, i % COLUMNS))
                .toArray();
    }

    static Stream<String> files() {
        return Stream.of("u8", "u12", "s12", "s16")
                .flatMap(kind ->
                        Stream.of("native", "rle", "jpeg", "jpegls", "j2k").map(codec -> kind + "-" + codec));
    }

    private static DicomObject phantom(String name) {
        try (InputStream in = PhantomTest.class.getResourceAsStream("/phantom/" + name + ".dcm")) {
            return new Part10Parser().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void decodesExactly(String name) {
        Frames frames = Frames.of(phantom(name));
        assertThat(frames.rows()).isEqualTo(ROWS);
        assertThat(frames.columns()).isEqualTo(COLUMNS);
        assertThat(((StoredFrame.Integers) frames.stored(0)).values()).containsExactly(expected(name.split("-")[0]));
    }

    @Test
    void theSamePixelsHaveTheSameHashInEverySyntax() {
        assertThat(files().filter(name -> name.startsWith("s12"))
                        .map(name -> Frames.of(phantom(name)).decodeAll().sha256()))
                .hasSize(5)
                .containsOnly(Frames.of(phantom("s12-native")).decodeAll().sha256());
    }

    @Test
    void theObjectsSignIsBelievedNotTheCodestreams() {
        DicomObject object = phantom("s16-j2k");
        object.dataSet().putIntegers(Tags.PIXEL_REPRESENTATION, 0);
        assertThat(((StoredFrame.Integers) Frames.of(object).stored(0)).values())
                .containsExactly(Arrays.stream(expected("s16"))
                        .map(value -> value & 0xFFFF)
                        .toArray());
    }

    /** Cutting, or cutting and pretending an end, must not end in a picture. */
    @ParameterizedTest
    @MethodSource("files")
    void refusesATruncatedFrame(String name) {
        DicomObject object = phantom(name);
        if (name.endsWith("native")) {
            return;
        }
        ByteBuffer frame =
                object.dataSet().get(Tags.PIXEL_DATA).orElseThrow().fragments().get(0);
        byte[] whole = new byte[frame.remaining()];
        frame.get(whole);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        byte[] almost = Arrays.copyOf(whole, whole.length - (name.endsWith("rle") ? 12 : 4));
        byte[] pretended = Arrays.copyOf(half, half.length + 2);
        pretended[half.length] = (byte) 0xFF;
        pretended[half.length + 1] = (byte) 0xD9;
        for (byte[] damaged : List.of(half, almost, pretended, new byte[0], new byte[] {1, 2})) {
            assertThatThrownBy(() -> decode(object, damaged))
                    .as("%d of %d bytes", damaged.length, whole.length)
                    .isInstanceOf(PixelDecodeException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void refusesAFrameOfAnotherSize(String name) {
        DicomObject object = phantom(name);
        object.dataSet().putIntegers(Tags.ROWS, ROWS + 1);
        assertThatThrownBy(() -> Frames.of(object).stored(0)).isInstanceOf(PixelDecodeException.class);
        DicomObject turned = phantom(name);
        turned.dataSet().putIntegers(Tags.ROWS, COLUMNS).putIntegers(Tags.COLUMNS, ROWS);
        if (!name.endsWith("native") && !name.endsWith("rle")) { // those two hold no size of their own
            assertThatThrownBy(() -> Frames.of(turned).stored(0)).isInstanceOf(PixelDecodeException.class);
        }
    }

    private static int[] decode(DicomObject object, byte[] frame) {
        isocenter.ingest.dicom.DataSet changed = object.dataSet().copy();
        changed.put(isocenter.ingest.dicom.Element.fragments(Tags.PIXEL_DATA, List.of(frame)));
        return ((StoredFrame.Integers) Frames.of(new DicomObject(object.fileMeta(), changed, object.syntax()))
                        .stored(0))
                .values();
    }

    @Test
    void decodesBaselineJpegOfTheJdk() throws IOException {
        BufferedImage image = new BufferedImage(64, 40, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 40; y++) {
            for (int x = 0; x < 64; x++) {
                image.getRaster().setSample(x, y, 0, 2 * x + 3 * y); // smooth, and different in each corner
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        int[] values = TestImage.grey(40, 64, 8)
                .frames(TransferSyntax.JPEG_BASELINE, out.toByteArray())
                .values();
        for (int i = 0; i < values.length; i++) {
            assertThat(values[i]).isCloseTo(2 * (i % 64) + 3 * (i / 64), org.assertj.core.data.Offset.offset(4));
        }
        byte[] whole = out.toByteArray();
        for (int cut : new int[] {1, 2, 20, whole.length / 2}) {
            assertThatThrownBy(() -> TestImage.grey(40, 64, 8)
                            .frames(TransferSyntax.JPEG_BASELINE, Arrays.copyOf(whole, whole.length - cut))
                            .values())
                    .isInstanceOf(PixelDecodeException.class);
        }
    }

    @Test
    void decodesInSeveralThreadsAtOnce() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Boolean>> results = IntStream.range(0, 200)
                    .mapToObj(i -> files().skip(i % 20).findFirst().orElseThrow())
                    .map(name -> threads.submit(() -> Arrays.equals(
                            ((StoredFrame.Integers) Frames.of(phantom(name)).stored(0)).values(),
                            expected(name.split("-")[0]))))
                    .toList();
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
