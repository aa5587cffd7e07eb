package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.labelset.Shape;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCheckTest {
    private final ContentCheck check = new ContentCheck(
            new LabelSet(
                    "chest",
                    "Chest",
                    true,
                    List.of(
                            finding("study", Level.STUDY),
                            finding("series", Level.SERIES),
                            finding("image", Level.IMAGE),
                            finding("frame", Level.FRAME))),
            List.of(new ShownSeries(
                    "1.1",
                    "DX",
                    null,
                    null,
                    null,
                    List.of(new ShownSeries.ShownImage("1.1.1", 2, 4, 6, 1, null, null)))));

    private static Finding finding(String id, Level level) {
        return new Finding(id, id, null, List.of(), level, true, List.of(), List.of(Shape.values()), false);
    }

    private static ReadingContent labels(FindingLabel... labels) {
        return new ReadingContent(List.of(labels), List.of(), "");
    }

    private static ReadingContent mark(Shape shape, int frame, List<List<Double>> points, MaskRuns mask) {
        return new ReadingContent(List.of(), List.of(new Mark("m", "study", shape, "1.1.1", frame, points, mask)), "");
    }

    private static FindingLabel label(String finding, String series, String instance, Integer frame) {
        return new FindingLabel(finding, LabelValue.ABSENT, series, instance, frame);
    }

    @Test
    void aFindingIsSaidAtItsLevel() {
        check.requireValid(labels(
                label("study", null, null, null),
                label("series", "1.1", null, null),
                label("image", null, "1.1.1", null),
                label("frame", null, "1.1.1", 1),
                label("frame", null, "1.1.1", 2)));
        refused(labels(label("study", "1.1", null, null)));
        refused(labels(label("series", null, null, null)));
        refused(labels(label("series", "1.2", null, null)));
        refused(labels(label("image", null, "1.1.2", null)));
        refused(labels(label("frame", null, "1.1.1", 3)));
        refused(labels(label("frame", null, "1.1.1", 0)));
        refused(labels(label("effusion", null, null, null)));
        refused(labels(label("study", null, null, null), label("study", null, null, null)));
    }

    @Test
    void whatIsRequiredIsRequiredOfEveryFrame() {
        ReadingContent oneFrameLess = labels(
                label("study", null, null, null),
                label("series", "1.1", null, null),
                label("image", null, "1.1.1", null),
                label("frame", null, "1.1.1", 1));
        assertThatThrownBy(() -> check.requireComplete(oneFrameLess))
                .isInstanceOfSatisfying(
                        ReadingRefused.class,
                        refused -> assertThat(refused.more()).containsEntry("missing", List.of("frame")));
    }

    @Test
    void aMarkLiesOnItsImage() {
        check.requireValid(mark(Shape.BOX, 2, List.of(List.of(0.0, 0.0), List.of(6.0, 4.0)), null));
        check.requireValid(
                mark(Shape.POLYGON, 1, List.of(List.of(0.0, 0.0), List.of(6.0, 4.0), List.of(0.0, 4.0)), null));
        check.requireValid(mark(Shape.LENGTH, 1, List.of(List.of(3.0, 0.0), List.of(0.0, 4.0)), null));
        refused(mark(Shape.BOX, 3, List.of(List.of(0.0, 0.0), List.of(6.0, 4.0)), null));
        refused(mark(Shape.BOX, 1, List.of(List.of(0.0, 0.0), List.of(6.1, 4.0)), null));
        refused(mark(Shape.BOX, 1, List.of(List.of(2.0, 2.0), List.of(1.0, 3.0)), null));
        refused(mark(Shape.BOX, 1, List.of(List.of(0.0, 0.0), List.of(Double.NaN, 4.0)), null));
        refused(mark(Shape.POLYGON, 1, List.of(List.of(0.0, 0.0), List.of(6.0, 4.0)), null));
        refused(mark(Shape.LENGTH, 1, List.of(List.of(0.0, 0.0), List.of(1.0)), null));
    }

    @Test
    void aMaskHasTheSizeOfItsImage() {
        check.requireValid(mark(Shape.MASK, 1, List.of(), new MaskRuns(4, 6, List.of(5, 3, 16))));
        refused(mark(Shape.MASK, 1, List.of(), new MaskRuns(6, 4, List.of(5, 3, 16))));
        refused(mark(Shape.MASK, 1, List.of(), new MaskRuns(4, 6, List.of(5, 3, 15))));
        refused(mark(Shape.MASK, 1, List.of(), new MaskRuns(4, 6, List.of(5, -3, 22))));
        refused(mark(Shape.MASK, 1, List.of(), new MaskRuns(4, 6, List.of(Integer.MAX_VALUE, Integer.MAX_VALUE, 26))));
        refused(mark(Shape.MASK, 1, List.of(), null));
    }

    @Test
    void runsAndPixelsAreTheSameRegion() {
        Random random = new Random(3);
        for (int attempt = 0; attempt < 50; attempt++) {
            BitSet bits = BitSet.valueOf(new long[] {random.nextLong()});
            boolean[] pixels = new boolean[60];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = bits.get(i);
            }
            MaskRuns runs = MaskRuns.of(6, 10, pixels);
            assertThat(runs.isWhole()).isTrue();
            assertThat(runs.pixels()).isEqualTo(pixels);
        }
        assertThat(MaskRuns.of(1, 3, new boolean[] {true, true, false}).runs()).containsExactly(0, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seen 12.03.1961",
                "born 1961-03-12",
                "12 March 1961",
                "call 040 123456",
                "MRN 1234567",
                "DOE^JOHN",
                "told Mrs Miller",
                "Frau Müller",
                "anna@example.org"
            })
    void aRemarkThatMayIdentifySomebodyIsRefused(String remark) {
        assertThatThrownBy(() -> RemarkCheck.check(remark))
                .hasMessageContaining("may identify")
                .hasMessageNotContaining(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consolidation in the right lower lobe, 23 x 14 mm",
                "T4/T5 wedge, 30 % loss; T12 normal",
                "<script>alert(1)</script>",
                "compare with prior 1/2"
            })
    void anOrdinaryRemarkIsKeptAsItIs(String remark) {
        assertThatCode(() -> check.requireValid(new ReadingContent(List.of(), List.of(), remark)))
                .doesNotThrowAnyException();
        assertThat(ContentJson.read(ContentJson.write(new ReadingContent(List.of(), List.of(), remark)))
                        .remark())
                .isEqualTo(remark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{\"labels\":[{}]}",
                "{\"labels\":[null]}",
                "{\"marks\":[{}]}",
                "{\"labels\":[{\"finding\":\"study\",\"value\":\"maybe\"}]}",
                "{\"labels\":[],\"colour\":1}",
                "{\"remark\":{}}"
            })
    void whatIsNoContentIsRefused(String json) {
        assertThatThrownBy(() -> ContentJson.read(json))
                .isInstanceOfSatisfying(
                        ReadingRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
    }

    private void refused(ReadingContent content) {
        assertThatThrownBy(() -> check.requireValid(content))
                .isInstanceOfSatisfying(
                        ReadingRefused.class,
                        refused -> assertThat(refused.status()).isEqualTo(422));
    }
}
