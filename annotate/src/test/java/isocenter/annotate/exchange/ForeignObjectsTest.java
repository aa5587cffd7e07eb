package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.FindingLabel;
import isocenter.annotate.reading.LabelValue;
import isocenter.annotate.reading.Mark;
import isocenter.annotate.reading.MaskRuns;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Part10Parser;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A report and a segmentation that highdicom 0.28.2 made; deploy/bench/exchange/phantom.py says of what. */
class ForeignObjectsTest {
    private static final String ROOT = "2.25.987654321";
    private static final int ROWS = 24;
    private static final int COLUMNS = 31;

    private interface Region {
        boolean holds(int x, int y);
    }

    private static ReceivedContent received() throws IOException {
        List<SourceImage> images = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> new SourceImage(
                        ROOT + ".1.1." + i, ROOT + ".1.1", "1.2.840.10008.5.1.4.1.1.2", "CT", 1, ROWS, COLUMNS))
                .toList();
        SourceStudy study = new SourceStudy(ROOT + ".1", "phantom", images, image -> new DataSet());
        ReceivedObjects objects = new ReceivedObjects();
        for (String file : List.of("highdicom-seg.dcm", "highdicom-sr.dcm")) {
            try (InputStream in = Objects.requireNonNull(ForeignObjectsTest.class.getResourceAsStream(file))) {
                objects.add(new Part10Parser().parse(in.readAllBytes()).dataSet(), file);
            }
        }
        ReceivedContent content =
                new ReceivedContent(study, new FindingCodes(Phantom.labels()), UnaryOperator.identity());
        objects.readInto(ROOT + ".1", content);
        return content;
    }

    private static MaskRuns mask(Region region) {
        boolean[] pixels = new boolean[ROWS * COLUMNS];
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                pixels[y * COLUMNS + x] = region.holds(x, y);
            }
        }
        return MaskRuns.of(ROWS, COLUMNS, pixels);
    }

    @Test
    void regionsAndMasksAreTakenAndNothingIsGuessed() throws IOException {
        ReceivedContent content = received();
        Region disc = (x, y) -> (x - 15) * (x - 15) + (y - 10) * (y - 10) < 49;
        List<Mark> marks = content.content().marks();
        assertThat(marks)
                .extracting(Mark::shape)
                .containsExactly(Shape.BOX, Shape.POLYGON, Shape.MASK, Shape.MASK, Shape.MASK);
        assertThat(marks)
                .extracting(Mark::finding)
                .containsExactly("mass", "pneumonia", "mass", "pneumonia", "pneumonia");
        assertThat(marks)
                .extracting(mark -> mark.instance().substring(ROOT.length()))
                .containsExactly(".1.1.1", ".1.1.2", ".1.1.3", ".1.1.2", ".1.1.1"); // the order of its frames
        assertThat(marks.get(0).points()).containsExactly(List.of(2.5, 3.5), List.of(12.5, 9.25));
        assertThat(marks.get(1).points()).containsExactly(List.of(1.0, 1.0), List.of(20.0, 2.0), List.of(9.5, 22.0));
        assertThat(marks.get(2).mask()).isEqualTo(mask((x, y) -> (x * 7 + y * 3) % 11 == 0));
        assertThat(marks.get(3).mask()).isEqualTo(mask((x, y) -> disc.holds(x, y) && x > 12));
        assertThat(marks.get(4).mask()).isEqualTo(mask(disc));
        assertThat(content.content().labels())
                .containsExactly(
                        FindingLabel.ofStudy("pneumonia", LabelValue.PRESENT),
                        new FindingLabel("mass", LabelValue.ABSENT, null, ROOT + ".1.1.3", null));
        assertThat(content.counts())
                .isEqualTo(Map.of(
                        "finding RADLEX RID28493 is not one of the label set", 1,
                        "mark is neither a closed nor a two-point polyline", 1,
                        "evaluation is none of present, absent and indeterminate", 1,
                        "measurement is no length", 2));
    }

    /** Others write there what they like. */
    @Test
    void noTextOfTheFileIsKept() throws IOException {
        assertThat(received().content().toString()).doesNotContain("Doe").doesNotContain("lesion");
    }
}
