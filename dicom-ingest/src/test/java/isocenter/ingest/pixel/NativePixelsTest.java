package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bit depths, sign, High Bit, planes and chrominance, worked out by hand. */
class NativePixelsTest {
    @Test
    void readsEightSixteenAndThirtyTwoBits() {
        assertThat(TestImage.grey(1, 3, 8).pixels(0, 127, 255).values()).containsExactly(0, 127, 255);
        assertThat(TestImage.grey(1, 3, 16).pixels(0, 32768, 65535).values()).containsExactly(0, 32768, 65535);
        TestImage wide = TestImage.grey(1, 2, 32).pixels(1, 0xFFFFFFFFL);
        assertThat(wide.decoded().stored(0).at(1)).isEqualTo(4294967295.0);
        assertThat(wide.decoded().grey(0).values()).containsExactly(1f, 4294967295f);
    }

    @Test
    void cutsToBitsStoredAtHighBitAndExtendsTheSign() {
        // 12 bits stored, the upper four hold an overlay
        assertThat(TestImage.grey(1, 3, 16)
                        .stored(12, 11, false)
                        .pixels(0xF001, 0x0FFF, 0x7800)
                        .values())
                .containsExactly(1, 4095, 2048);
        assertThat(TestImage.grey(1, 3, 16)
                        .stored(12, 11, true)
                        .pixels(0xF001, 0x0FFF, 0x7800)
                        .values())
                .containsExactly(1, -1, -2048);
        assertThat(TestImage.grey(1, 2, 16)
                        .stored(12, 15, true)
                        .pixels(0x001F, 0xFFF0)
                        .values())
                .containsExactly(1, -1);
        assertThat(TestImage.grey(1, 2, 8).stored(8, 7, true).pixels(0x80, 0x7F).values())
                .containsExactly(-128, 127);
        assertThat(TestImage.grey(1, 1, 32).stored(32, 31, true).pixels(-5).values())
                .containsExactly(-5);
    }

    @Test
    void readsOneBitFramesThatDoNotEndAtABytesEnd() {
        // three frames of 3 pixels: 101 011 110, the first pixel lowest
        TestImage image =
                TestImage.grey(1, 3, 1).text(Tags.NUMBER_OF_FRAMES, "3").pixels(0b11110101, 0b0);
        Frames frames = image.decoded();
        assertThat(((StoredFrame.Integers) frames.stored(0)).values()).containsExactly(1, 0, 1);
        assertThat(((StoredFrame.Integers) frames.stored(1)).values()).containsExactly(0, 1, 1);
        assertThat(((StoredFrame.Integers) frames.stored(2)).values()).containsExactly(1, 1, 0);
    }

    @Test
    void interleavesPlanesAndSpreads422() {
        assertThat(TestImage.colour(1, 2, "RGB")
                        .integer(Tags.PLANAR_CONFIGURATION, 1)
                        .pixels(1, 2, 3, 4, 5, 6)
                        .values())
                .containsExactly(1, 3, 5, 2, 4, 6);
        TestImage half = TestImage.colour(1, 2, "YBR_FULL_422").pixels(10, 20, 100, 200);
        assertThat(half.values()).containsExactly(10, 100, 200, 20, 100, 200);
        assertThat(half.decoded().stored(0).colours()).isEqualTo(ColourSpace.YBR_FULL);
        assertThat(half.decoded().grey(0).values()).containsExactly(10f, 20f);
    }

    @Test
    void readsFloatAndDoublePixels() {
        TestImage single = TestImage.grey(1, 2, 32).put(Element.reals(Tags.FLOAT_PIXEL_DATA, Vr.OF, 0.5, -1e9));
        assertThat(single.decoded().grey(0).values()).containsExactly(0.5f, -1e9f);
        TestImage twice = TestImage.grey(1, 2, 16).put(Element.reals(Tags.DOUBLE_FLOAT_PIXEL_DATA, Vr.OD, 0.1, 1e300));
        assertThat(twice.decoded().stored(0).at(0)).isEqualTo(0.1);
        assertThat(twice.decoded().stored(0).at(1)).isEqualTo(1e300);
    }

    /** An asymmetric picture comes out the same way round through every native syntax. */
    @ParameterizedTest
    @EnumSource(
            value = TransferSyntax.class,
            names = {
                "IMPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_LITTLE_ENDIAN",
                "DEFLATED_EXPLICIT_LITTLE_ENDIAN",
                "EXPLICIT_BIG_ENDIAN"
            })
    void survivesWritingInEverySyntax(TransferSyntax syntax) throws IOException {
        int[] expected = {1, 2, 3, 40, 50, 60};
        for (int bits : new int[] {8, 16, 32}) {
            DicomObject image = TestImage.grey(2, 3, bits)
                    .pixels(1, 2, 3, 40, 50, 60)
                    .syntax(syntax)
                    .object();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            DicomWriter.write(image, out);
            Frames frames = Frames.of(new Part10Parser().parse(out.toByteArray()));
            assertThat(frames.rows()).isEqualTo(2);
            assertThat(((StoredFrame.Integers) frames.stored(0)).values()).containsExactly(expected);
        }
    }

    @Test
    void eightBitPixelsInBigEndianWordsAreTurnedBack() throws IOException {
        DicomObject image = TestImage.grey(1, 4, 8)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OW, new byte[] {1, 2, 3, 4}))
                .syntax(TransferSyntax.EXPLICIT_BIG_ENDIAN)
                .object();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(image, out);
        byte[] file = out.toByteArray();
        assertThat(file).endsWith(2, 1, 4, 3);
        Frames frames = Frames.of(new Part10Parser().parse(file));
        assertThat(((StoredFrame.Integers) frames.stored(0)).values()).containsExactly(1, 2, 3, 4);
    }
}
