package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.annotate.agreement.Resampling;
import isocenter.annotate.labelset.Shape;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MarkedRegionsTest {
    private static final Map<String, MarkedRegions.Size> SIZES = Map.of("1.1", new MarkedRegions.Size(8, 12));

    private static Mark box(double left, double top, double right, double bottom) {
        return new Mark("b", "f", Shape.BOX, "1.1", 1, List.of(List.of(left, top), List.of(right, bottom)), null);
    }

    private static AgreementReport.Marks compare(List<Mark> first, List<Mark> second) {
        MarkedRegions regions = new MarkedRegions();
        for (int patient = 0; patient < 3; patient++) {
            regions.compare("p" + patient, first, second, SIZES);
        }
        return regions.report(Resampling.of(1));
    }

    @Test
    void boxesAreFilledByTheCentresOfPixels() {
        // 4 x 2 = 8 and 2 x 4 = 8 pixels share 2 x 2 = 4: Dice = 2 * 4 / 16
        AgreementReport.Marks marks = compare(List.of(box(0, 0, 4, 2)), List.of(box(2, 0, 4, 4)));
        assertThat(marks.pairs()).isEqualTo(3);
        assertThat(marks.dice().value()).isCloseTo(0.5, Offset.offset(1e-12));
        // a border that leaves the centre of a pixel outside takes nothing of it
        assertThat(compare(List.of(box(0, 0, 4, 2)), List.of(box(0, 0, 4.4, 2.4)))
                        .dice()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void aPolygonAndAMaskOfTheSamePixelsAreOne() {
        Mark triangle = new Mark(
                "t",
                "f",
                Shape.POLYGON,
                "1.1",
                1,
                List.of(List.of(0.0, 0.0), List.of(4.0, 0.0), List.of(0.0, 4.0)),
                null);
        boolean[] pixels = new boolean[96];
        for (int row = 0; row < 4; row++) {
            for (int column = 0; column < 4 - row; column++) {
                // centres on the slope itself are on the edge; Java's rule takes the left and upper edge as inside only
                pixels[row * 12 + column] = row + column + 1 < 4;
            }
        }
        Mark mask = new Mark("m", "f", Shape.MASK, "1.1", 1, List.of(), MaskRuns.of(8, 12, pixels));
        assertThat(compare(List.of(triangle), List.of(mask)).dice().value()).isGreaterThan(0.7);
        assertThat(compare(List.of(mask), List.of(mask)).dice().value()).isEqualTo(1);
    }

    @Test
    void whatOneReaderMarksAloneIsCounted() {
        AgreementReport.Marks marks = compare(List.of(box(0, 0, 4, 2)), List.of());
        assertThat(marks.alone()).isEqualTo(3);
        assertThat(marks.pairs()).isZero();
        assertThat(marks.dice().reason()).isNotBlank();
    }

    @Test
    void outlinesAreApartByWholePixels() {
        AgreementReport.Marks marks = compare(List.of(box(0, 0, 2, 2)), List.of(box(5, 0, 7, 2)));
        assertThat(marks.dice().value()).isZero();
        assertThat(marks.hausdorff95().value()).isCloseTo(5, Offset.offset(1e-12));
    }
}
