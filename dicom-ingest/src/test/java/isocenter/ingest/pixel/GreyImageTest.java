package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Modality units and display, against the formulas of PS3.3 C.11. */
class GreyImageTest {
    private static TestImage signed16(long... pixels) {
        return TestImage.grey(1, pixels.length, 16).stored(16, 15, true).pixels(pixels);
    }

    @Test
    void slopeAndInterceptGiveHounsfieldUnits() {
        GreyImage image = signed16(0, 1024, -10)
                .text(Tags.RESCALE_SLOPE, "2")
                .text(Tags.RESCALE_INTERCEPT, "-1024")
                .decoded()
                .grey(0);
        assertThat(image.values()).containsExactly(-1024f, 1024f, -1044f);
    }

    @Test
    void aModalityLutReplacesTheLinearForm() {
        DataSet lut = new DataSet()
                .put(Element.integers(Tags.LUT_DESCRIPTOR, Vr.SS, 3, -1, 16))
                .put(Element.integers(Tags.LUT_DATA, Vr.OW, 100, 200, 65535));
        GreyImage image = signed16(-5, -1, 0, 1, 9)
                .put(Element.sequence(Tags.MODALITY_LUT_SEQUENCE, List.of(lut)))
                .decoded()
                .grey(0);
        assertThat(image.values()).containsExactly(100f, 100f, 200f, 65535f, 65535f);
    }

    @Test
    void linearWindowFollowsTheStandardsFormula() {
        float[] shown = signed16(-1, 0, 1, 2, 3, 4, 5)
                .text(Tags.WINDOW_CENTER, "2.5")
                .text(Tags.WINDOW_WIDTH, "5")
                .decoded()
                .grey(0)
                .display();
        // c - 0.5 = 2, w - 1 = 4: black at 0, white at 4
        assertThat(shown).containsExactly(0f, 0f, 0.25f, 0.5f, 0.75f, 1f, 1f);
    }

    @Test
    void linearExactAndSigmoid() {
        float[] exact = signed16(0, 1, 2, 3, 4)
                .text(Tags.WINDOW_CENTER, "2")
                .text(Tags.WINDOW_WIDTH, "4")
                .text(Tags.VOI_LUT_FUNCTION, "LINEAR_EXACT")
                .decoded()
                .grey(0)
                .display();
        assertThat(exact).containsExactly(0f, 0.25f, 0.5f, 0.75f, 1f);
        float[] sigmoid = signed16(-2, 0, 2)
                .text(Tags.WINDOW_CENTER, "0")
                .text(Tags.WINDOW_WIDTH, "4")
                .text(Tags.VOI_LUT_FUNCTION, "SIGMOID")
                .decoded()
                .grey(0)
                .display();
        assertThat(sigmoid[0]).isCloseTo((float) (1 / (1 + Math.exp(2))), within(1e-6f));
        assertThat(sigmoid[1]).isEqualTo(0.5f);
        assertThat(sigmoid[2]).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
    }

    @Test
    void windowOfWidthOneIsAThreshold() {
        float[] shown = signed16(1, 2, 3)
                .text(Tags.WINDOW_CENTER, "2.5")
                .text(Tags.WINDOW_WIDTH, "1")
                .decoded()
                .grey(0)
                .display();
        assertThat(shown).containsExactly(0f, 0f, 1f);
    }

    @Test
    void voiLutComesBeforeTheWindow() {
        DataSet lut = new DataSet()
                .put(Element.integers(Tags.LUT_DESCRIPTOR, Vr.US, 3, 10, 8))
                .put(Element.integers(Tags.LUT_DATA, Vr.OW, 0, 51, 255));
        float[] shown = TestImage.grey(1, 4, 8)
                .pixels(0, 10, 11, 200)
                .put(Element.sequence(Tags.VOI_LUT_SEQUENCE, List.of(lut)))
                .text(Tags.WINDOW_CENTER, "1")
                .text(Tags.WINDOW_WIDTH, "1")
                .decoded()
                .grey(0)
                .display();
        assertThat(shown).containsExactly(0f, 0f, 0.2f, 1f);
    }

    @Test
    void monochrome1IsInvertedInDisplayOnly() {
        GreyImage image = TestImage.grey(1, 3, 8)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .text(Tags.WINDOW_CENTER, "128")
                .text(Tags.WINDOW_WIDTH, "256")
                .pixels(0, 255, 51)
                .decoded()
                .grey(0);
        assertThat(image.values()).containsExactly(0f, 255f, 51f);
        assertThat(image.display()[0]).isEqualTo(1f);
        assertThat(image.display()[1]).isEqualTo(0f);
        assertThat(image.display()[2]).isCloseTo(0.8f, within(0.01f));
    }

    @Test
    void withoutAWindowTheImagesOwnPercentilesCount() {
        long[] pixels = new long[1000];
        for (int i = 0; i < 1000; i++) {
            pixels[i] = 100 + i;
        }
        pixels[999] = 60000; // a burnt-in mark must not darken everything else
        float[] shown =
                TestImage.grey(1, 1000, 16).pixels(pixels).decoded().grey(0).display();
        // ranks 4.995 and 994.005 of 1000 values: 104 and 1094
        assertThat(shown[4]).isZero();
        assertThat(shown[994]).isEqualTo(1f);
        assertThat(shown[499]).isCloseTo((599 - 104) / 990f, within(1e-5f));
        assertThat(shown[999]).isEqualTo(1f);
    }

    @Test
    void paddingIsBlackAndDoesNotCount() {
        float[] shown = signed16(-2000, 0, 50, 100, -2000)
                .put(Element.integers(Tags.PIXEL_PADDING_VALUE, Vr.SS, -2000))
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .decoded()
                .grey(0)
                .display();
        assertThat(shown[0]).isZero();
        assertThat(shown[1]).isEqualTo(1f);
        assertThat(shown[2]).isBetween(0f, 0.5f); // 50, inverted between 0 and the percentile
    }

    @Test
    void constantImagesAreBlackAndFinite() {
        assertThat(TestImage.grey(1, 2, 8).pixels(7, 7).decoded().grey(0).display())
                .containsExactly(0f, 0f);
    }

    @Test
    void colourBecomesLuminance() {
        assertThat(TestImage.colour(1, 2, "RGB")
                        .pixels(255, 0, 0, 10, 20, 30)
                        .decoded()
                        .grey(0)
                        .values())
                .containsExactly(76.245f, 0.299f * 10 + 0.587f * 20 + 0.114f * 30);
        assertThat(TestImage.colour(1, 1, "YBR_FULL")
                        .pixels(51, 1, 2)
                        .decoded()
                        .grey(0)
                        .display()[0])
                .isCloseTo(0.2f, within(1e-6f));
    }

    @Test
    void palettesAreLookedUpAndSegmentedOnesExpanded() {
        TestImage image = TestImage.grey(1, 3, 8).text(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR");
        for (int channel = 0; channel < 3; channel++) {
            image.integer(Tags.RED_PALETTE_COLOR_LOOKUP_TABLE_DESCRIPTOR + channel, 5, 0, 16);
            // discrete 1: [0], linear 4: up to 65535
            image.put(Element.integers(
                    Tags.SEGMENTED_RED_PALETTE_COLOR_LOOKUP_TABLE_DATA + channel, Vr.OW, 0, 1, 0, 1, 4, 65535));
        }
        float[] values = image.pixels(0, 2, 4).decoded().grey(0).values();
        assertThat(values[0]).isZero();
        assertThat(values[1]).isCloseTo(127.5f, within(0.01f));
        assertThat(values[2]).isCloseTo(255f, within(0.001f));
    }

    @Test
    void functionalGroupsGiveEachFrameItsOwnSlopeAndWindow() {
        DataSet first = frameGroup("1", "0", "2", "4");
        DataSet second = frameGroup("10", "5", "20", "40");
        Frames frames = TestImage.grey(1, 2, 8)
                .text(Tags.NUMBER_OF_FRAMES, "2")
                .put(Element.sequence(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, List.of(first, second)))
                .pixels(1, 2, 1, 2)
                .decoded();
        assertThat(frames.grey(0).values()).containsExactly(1f, 2f);
        assertThat(frames.grey(1).values()).containsExactly(15f, 25f);
        assertThat(frames.grey(1).rendering().transform())
                .isEqualTo(new Rendering.Window(20, 40, Rendering.Function.LINEAR));
    }

    private static DataSet frameGroup(String slope, String intercept, String centre, String width) {
        return new DataSet()
                .put(Element.sequence(
                        Tags.PIXEL_VALUE_TRANSFORMATION_SEQUENCE,
                        List.of(new DataSet()
                                .putText(Tags.RESCALE_SLOPE, slope)
                                .putText(Tags.RESCALE_INTERCEPT, intercept))))
                .put(Element.sequence(
                        Tags.FRAME_VOI_LUT_SEQUENCE,
                        List.of(new DataSet()
                                .putText(Tags.WINDOW_CENTER, centre)
                                .putText(Tags.WINDOW_WIDTH, width))));
    }

    @Test
    void refusesSenselessNumbers() {
        refuses(signed16(1).text(Tags.RESCALE_SLOPE, "NaN"), "Rescale Slope is not a finite number");
        refuses(signed16(1).text(Tags.RESCALE_SLOPE, "0"), "Rescale Slope is 0");
        DataSet shortLut = new DataSet()
                .put(Element.integers(Tags.LUT_DESCRIPTOR, Vr.US, 9, 0, 16))
                .put(Element.integers(Tags.LUT_DATA, Vr.OW, 1, 2));
        refuses(
                signed16(1).put(Element.sequence(Tags.MODALITY_LUT_SEQUENCE, List.of(shortLut))),
                "does not have the size that its descriptor states");
    }

    private static void refuses(TestImage image, String reason) {
        assertThatThrownBy(() -> image.decoded().grey(0))
                .isInstanceOf(PixelDecodeException.class)
                .hasMessageContaining(reason);
    }
}
