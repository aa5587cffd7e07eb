package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of a frame, samples of the stated size or a {@link PixelDecodeException}. The first five bytes of an
 * input say how the object describes the frame, the others are the frame. Runs its seeds as a plain test; {@code
 * JAZZER_FUZZ=1 mvn -pl dicom-ingest -am test -Dtest=CodecFuzzTest#rle} goes on from there.
 */
class CodecFuzzTest {
    private static final String[] KINDS = {"u8", "u12", "s12", "s16"};
    private static final int ROWS = 13;
    private static final int COLUMNS = 22;

    private static Stream<byte[]> frames(String codec) {
        return Stream.of(KINDS).map(kind -> {
            try (InputStream in = CodecFuzzTest.class.getResourceAsStream("/phantom/" + kind + "-" + codec + ".dcm")) {
                DicomObject object = new Part10Parser().parse(in.readAllBytes());
                ByteBuffer frame = object.dataSet()
                        .get(Tags.PIXEL_DATA)
                        .orElseThrow()
                        .fragments()
                        .get(0);
                boolean signed = kind.startsWith("s");
                int bits = Integer.parseInt(kind.substring(1));
                byte[] input = new byte[5 + frame.remaining()];
                input[0] = ROWS - 1;
                input[1] = COLUMNS - 1;
                input[2] = (byte) (bits > 8 ? 1 : 0);
                input[3] = (byte) (bits - 1 | (signed ? 0x80 : 0));
                frame.get(input, 5, frame.remaining());
                return input;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    static Stream<byte[]> rleFrames() {
        return frames("rle");
    }

    static Stream<byte[]> jpegLsFrames() {
        return frames("jpegls");
    }

    static Stream<byte[]> jpegFrames() {
        return frames("jpeg");
    }

    static Stream<byte[]> jpeg2000Frames() {
        return frames("j2k");
    }

    private static void decodesOrRefuses(TransferSyntax syntax, byte[] input) {
        if (input.length < 5) {
            return;
        }
        int rows = (input[0] & 0xFF) + 1;
        int columns = (input[1] & 0xFF) + 1;
        int allocated = (input[2] & 1) == 0 ? 8 : 16;
        int stored = (input[3] & 0x1F) % allocated + 1;
        boolean colour = (input[4] & 1) != 0;
        TestImage image = colour
                ? TestImage.colour(rows, columns, "RGB").integer(Tags.BITS_ALLOCATED, allocated)
                : TestImage.grey(rows, columns, allocated);
        Frames frames = image.stored(stored, stored - 1, input[3] < 0)
                .frames(syntax, Arrays.copyOfRange(input, 5, input.length))
                .decoded();
        try {
            StoredFrame.Integers frame = (StoredFrame.Integers) frames.stored(0);
            assertThat(frame.values()).hasSize(rows * columns * (colour ? 3 : 1));
        } catch (PixelDecodeException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }

    @MethodSource("rleFrames")
    @FuzzTest(maxDuration = "5m")
    void rle(byte[] input) {
        decodesOrRefuses(TransferSyntax.RLE_LOSSLESS, input);
    }

    @MethodSource("jpegLsFrames")
    @FuzzTest(maxDuration = "5m")
    void jpegLs(byte[] input) {
        decodesOrRefuses(TransferSyntax.JPEG_LS_LOSSLESS, input);
    }

    /** Lossless JPEG only: what FFmpeg does with the other processes is not ours, and a fault there ends the process. */
    @MethodSource("jpegFrames")
    @FuzzTest(maxDuration = "5m")
    void jpegLossless(byte[] input) {
        try {
            byte[] frame = Arrays.copyOfRange(input, Math.min(5, input.length), input.length);
            if (JpegHeader.read(ByteBuffer.wrap(frame)).process() != JpegHeader.LOSSLESS) {
                return;
            }
        } catch (PixelDecodeException refused) {
            return;
        }
        decodesOrRefuses(TransferSyntax.JPEG_LOSSLESS, input);
    }

    @MethodSource("jpegFrames")
    @FuzzTest(maxDuration = "5m")
    void jpegHeader(byte[] input) {
        ByteBuffer stream = ByteBuffer.wrap(input, Math.min(5, input.length), Math.max(0, input.length - 5));
        try {
            JpegHeader header = JpegHeader.read(stream);
            assertThat(header.rows()).isBetween(0, 65535);
            assertThat(header.components()).isBetween(0, 255);
            assertThat(JpegHeader.requireEnd(stream)).isBetween(stream.position() + 2, stream.limit());
        } catch (PixelDecodeException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }

    @MethodSource("jpeg2000Frames")
    @FuzzTest(maxDuration = "5m")
    void jpeg2000Header(byte[] input) {
        ByteBuffer stream = ByteBuffer.wrap(input, Math.min(5, input.length), Math.max(0, input.length - 5));
        try {
            ByteBuffer codestream = Jpeg2000Header.codestream(stream);
            Jpeg2000Header header = Jpeg2000Header.read(codestream);
            assertThat(header.precision()).isBetween(1, 128);
            Jpeg2000Header.requireComplete(codestream);
        } catch (PixelDecodeException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }
}
