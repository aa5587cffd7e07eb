package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A description that contradicts itself or the pixel data is refused before anything is allocated for it. */
class PixelDescriptionTest {
    private static TestImage sound() {
        return TestImage.grey(2, 2, 16).pixels(1, 2, 3, 4);
    }

    private static TestImage encapsulated(long... offsets) {
        TestImage image = TestImage.grey(1, 2, 8)
                .text(Tags.NUMBER_OF_FRAMES, "2")
                .frames(TransferSyntax.RLE_LOSSLESS, new byte[64], new byte[64], new byte[64]);
        return image.put(Element.integers(Tags.EXTENDED_OFFSET_TABLE, Vr.OV, offsets));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("Rows is out of range", sound().integer(Tags.ROWS, 0)),
                Arguments.of("Columns is missing", sound().put(Element.bytes(Tags.COLUMNS, Vr.US, new byte[0]))),
                Arguments.of(
                        "more than 67108864 samples",
                        sound().integer(Tags.ROWS, 65535).integer(Tags.COLUMNS, 65535)),
                Arguments.of("Number of Frames is out of range", sound().text(Tags.NUMBER_OF_FRAMES, "-1")),
                Arguments.of("Number of Frames is not an integer", sound().text(Tags.NUMBER_OF_FRAMES, "1A")),
                Arguments.of("needs 8000000", sound().text(Tags.NUMBER_OF_FRAMES, "1000000")),
                Arguments.of("Bits Stored does not fit", sound().integer(Tags.BITS_STORED, 17)),
                Arguments.of("High Bit does not fit", sound().integer(Tags.HIGH_BIT, 16)),
                Arguments.of("Bits Allocated is not", sound().integer(Tags.BITS_ALLOCATED, 12)),
                Arguments.of("Samples per Pixel is neither", sound().integer(Tags.SAMPLES_PER_PIXEL, 4)),
                Arguments.of("disagree", sound().integer(Tags.SAMPLES_PER_PIXEL, 3)),
                Arguments.of("has 8 bytes where its description needs 24", sound().integer(Tags.ROWS, 6)),
                Arguments.of("at least a frame more", sound().integer(Tags.ROWS, 1)),
                Arguments.of("points to where no fragment begins", encapsulated(0, 100)),
                Arguments.of("another number of frames", encapsulated(0, 72, 144)),
                Arguments.of("cannot be told apart", encapsulated()),
                Arguments.of(
                        "a lookup table has no descriptor",
                        sound().text(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refuses(String reason, TestImage image) {
        assertThatThrownBy(() -> image.decoded().grey(0))
                .isInstanceOf(PixelDecodeException.class)
                .hasMessageContaining(reason);
    }
}
