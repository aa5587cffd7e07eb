package isocenter.ingest.burnedin;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.burnedin.BurnedInRules.SecondaryCapture;
import isocenter.ingest.burnedin.Inspection.Suspect;
import isocenter.ingest.deidentify.score.BitmapFont;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import isocenter.ingest.pixel.TestImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PixelInspectorTest {
    private static final int ROWS = 64;
    private static final int COLUMNS = 128;
    private static final String ULTRASOUND = "1.2.840.10008.5.1.4.1.1.6.1";

    @Test
    void saysHowManyPlacesAndWhere() {
        int[] values = new int[ROWS * COLUMNS];
        BitmapFont.draw(values, COLUMNS, 4, 8, 2, "DOE JANE", 255);
        BitmapFont.draw(values, COLUMNS, 4, 40, 2, "4711-08", 255);

        Suspect suspect = (Suspect) inspect(grey(values, 1).object());

        assertThat(suspect.reason())
                .isEqualTo("likely text burned into the pixels at 2 places: look at it before it is kept");
        assertThat(suspect.regions()).hasSize(2);
        assertThat(suspect.regions().get(0).y()).isBetween(6, 42);
    }

    /** Blue letters are dark in luminance, yellow ones on white bright: each must be seen. */
    @ParameterizedTest
    @CsvSource({"0,0,255,0,0,0", "255,255,0,255,255,255", "255,0,0,0,0,0", "0,160,0,0,0,0", "255,255,255,30,30,120"})
    void seesWritingOfAnyColour(int r, int g, int b, int paperR, int paperG, int paperB) {
        int[] mask = new int[ROWS * COLUMNS];
        BitmapFont.draw(mask, COLUMNS, 4, 20, 2, "DOE JANE", 1);
        byte[] rgb = new byte[mask.length * 3];
        for (int i = 0; i < mask.length; i++) {
            rgb[3 * i] = (byte) (mask[i] == 1 ? r : paperR);
            rgb[3 * i + 1] = (byte) (mask[i] == 1 ? g : paperG);
            rgb[3 * i + 2] = (byte) (mask[i] == 1 ? b : paperB);
        }
        DicomObject object = TestImage.colour(ROWS, COLUMNS, "RGB")
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, rgb))
                .object();
        assertThat(inspect(object)).isInstanceOf(Suspect.class);
    }

    @ParameterizedTest
    @CsvSource({"1,0", "5,4", "16,9", "100,0", "100,99"})
    void looksAtFirstAndLastOfManyFrames(int frames, int written) {
        int[] values = new int[frames * ROWS * COLUMNS];
        int[] frame = new int[ROWS * COLUMNS];
        BitmapFont.draw(frame, COLUMNS, 4, 20, 2, "DOE JANE", 255);
        System.arraycopy(frame, 0, values, written * frame.length, frame.length);
        assertThat(inspect(grey(values, frames).object())).isInstanceOf(Suspect.class);
        Arrays.fill(values, 0);
        assertThat(inspect(grey(values, frames).object())).isEqualTo(Inspection.CLEAN);
    }

    @Test
    void aSearchCanBeSwitchedOffAndADeclarationCannot() {
        int[] values = new int[ROWS * COLUMNS];
        BitmapFont.draw(values, COLUMNS, 4, 8, 2, "DOE JANE", 255);
        Frames frames = Frames.of(grey(values, 1).object());
        BurnedInRules off = new BurnedInRules(null, null, null, false, null);
        assertThat(PixelInspector.inspect(frames, off, Inspection.CLEAN)).isEqualTo(Inspection.CLEAN);
        Suspect declared = new Suspect("declared", List.of());
        assertThat(((Suspect) PixelInspector.inspect(frames, off, declared)).reason())
                .isEqualTo("declared");
    }

    /** Columns: SOP class, image type, conversion type, samples, Burned In Annotation, rule for secondary captures, held. */
    @ParameterizedTest
    @CsvSource({
        "2,ORIGINAL\\PRIMARY,,1,NO,HOLD,false",
        "2,ORIGINAL\\PRIMARY,,1,YES,INSPECT,true",
        "2,DERIVED\\SECONDARY\\SCREEN SAVE,,1,,INSPECT,true",
        "2,DERIVED\\SECONDARY\\REFORMATTED,,1,,HOLD,false",
        "2,DERIVED\\SECONDARY\\OTHER\\DOSE_REPORT,,1,,INSPECT,true",
        "7,DERIVED\\SECONDARY,,1,,HOLD,true",
        "7,DERIVED\\SECONDARY,,1,,SCREENS,false",
        "7,DERIVED\\SECONDARY,,3,,SCREENS,true",
        "7,DERIVED\\SECONDARY,WSD,1,,SCREENS,true",
        "7.2,DERIVED\\SECONDARY,,1,,HOLD,true",
        "77.1.6,ORIGINAL\\PRIMARY,,3,,HOLD,false",
        "6.1,ORIGINAL\\PRIMARY,,1,,INSPECT,true"
    })
    void kindsOfObjectThatAreHeld(
            String sopClass,
            String type,
            String conversion,
            int samples,
            String declared,
            SecondaryCapture rule,
            boolean held) {
        DataSet object = new DataSet()
                .putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1." + sopClass)
                .putText(Tags.IMAGE_TYPE, type)
                .putIntegers(Tags.SAMPLES_PER_PIXEL, samples);
        if (conversion != null) {
            object.putText(Tags.CONVERSION_TYPE, conversion);
        }
        if (declared != null) {
            object.putText(Tags.BURNED_IN_ANNOTATION, declared);
        }
        BurnedInRules rules = new BurnedInRules(rule, null, null, null, null);
        assertThat(DeclaredText.of(object, rules, false) instanceof Suspect).isEqualTo(held);
        assertThat(DeclaredText.of(object, rules, true)).as("with a mask").isEqualTo(Inspection.CLEAN);
    }

    /** Blanked is what lies outside all regions; inside nothing changes, whatever the transfer syntax. */
    @Test
    void ultrasoundIsBlankedAroundItsRegions() {
        int[] values = new int[ROWS * COLUMNS];
        Arrays.setAll(values, i -> 20 + i % 200);
        DicomObject object = grey(values, 1).object();
        object.dataSet()
                .putText(Tags.SOP_CLASS_UID, ULTRASOUND)
                .put(Element.sequence(0x00186011, List.of(region(10, 20, 60, 50), region(70, 20, 100, 300))));
        PixelMasks masks = PixelMasks.of(object.dataSet(), BurnedInRules.STRICT);

        DicomObject blanked = masks.blank(object);

        assertThat(blanked.syntax()).isEqualTo(TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
        int[] after = stored(blanked);
        for (int i = 0; i < values.length; i++) {
            int x = i % COLUMNS;
            int y = i / COLUMNS;
            boolean inside = y >= 20 && (x >= 10 && x <= 60 && y <= 50 || x >= 70 && x <= 100);
            assertThat(after[i]).as("%d, %d", x, y).isEqualTo(inside ? values[i] : 20);
        }
        assertThat(DeclaredText.of(object.dataSet(), BurnedInRules.STRICT, false))
                .isEqualTo(Inspection.CLEAN);
    }

    /** All conditions must hold; every frame is blanked, and signed, wide and coloured values are kept to the bit. */
    @Test
    void aDevicesRectanglesAreBlanked() {
        Region corner = new Region(2, 1, 3, 2);
        DeviceMask mask = new DeviceMask(null, "xa", "Veri", null, 4, 6, List.of(corner), null);
        BurnedInRules rules = new BurnedInRules(null, null, null, null, List.of(mask));
        int[] values = {-5, 7, 8, 9, -2000, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 2047
        };
        DicomObject object = TestImage.grey(4, 6, 16)
                .stored(12, 11, true)
                .text(Tags.MODALITY, "XA")
                .text(Tags.MANUFACTURER, "VERIDIAN Inc")
                .put(Element.integers(
                        Tags.PIXEL_DATA,
                        Vr.OW,
                        Arrays.stream(values).asLongStream().toArray()))
                .object();

        PixelMasks masks = PixelMasks.of(object.dataSet(), rules);

        assertThat(masks.byDevice()).isTrue();
        int[] expected = values.clone();
        for (int y = 1; y < 3; y++) {
            Arrays.fill(expected, y * 6 + 2, y * 6 + 5, -2000);
        }
        assertThat(stored(masks.blank(object))).isEqualTo(expected);
        object.dataSet().putText(Tags.MANUFACTURER, "Other");
        assertThat(PixelMasks.of(object.dataSet(), rules).isEmpty()).isTrue();
    }

    /** PS3.3 C.7.6.3.1.2: (76, 85, 255) is red; ultrasound may not hold YBR_FULL uncompressed. */
    @Test
    void blankingTurnsYbrIntoRgb() {
        DicomObject object = TestImage.colour(1, 2, "YBR_FULL")
                .pixels(76, 85, 255, 76, 85, 255)
                .object();

        DicomObject blanked = PixelMasks.of(List.of(new Region(1, 0, 1, 1))).blank(object);

        assertThat(blanked.dataSet().text(Tags.PHOTOMETRIC_INTERPRETATION)).contains("RGB");
        assertThat(stored(blanked)).containsExactly(254, 0, 0, 0, 0, 0);
    }

    private static DataSet region(int x0, int y0, int x1, int y1) {
        return new DataSet()
                .putIntegers(0x00186018, x0)
                .putIntegers(0x0018601A, y0)
                .putIntegers(0x0018601C, x1)
                .putIntegers(0x0018601E, y1);
    }

    private static int[] stored(DicomObject object) {
        return ((StoredFrame.Integers) Frames.of(object).stored(0)).values();
    }

    private static Inspection inspect(DicomObject object) {
        return PixelInspector.inspect(Frames.of(object), BurnedInRules.STRICT, Inspection.CLEAN);
    }

    private static TestImage grey(int[] values, int frames) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return TestImage.grey(ROWS, COLUMNS, 8)
                .text(Tags.NUMBER_OF_FRAMES, "" + frames)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, bytes));
    }
}
