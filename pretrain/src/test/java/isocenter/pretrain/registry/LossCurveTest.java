package isocenter.pretrain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.LongStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class LossCurveTest {

    /** Of losses 1, 2, … n the window's means are (w + 1)/2 and n − (w − 1)/2. */
    @Test
    void firstAndLastLossAreMeansOverTheirWindows() {
        assertThat(LossWindow.of(points(1000), 1000)).isEqualTo(new LossWindow(25.5, 975.5));
        assertThat(LossWindow.of(points(40), 40)).isEqualTo(new LossWindow(2.5, 38.5));
        assertThat(LossWindow.of(points(3), 3)).isEqualTo(new LossWindow(1, 3));
        assertThatThrownBy(() -> LossWindow.of(points(3), 1000)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLongCurveIsThinnedButForTheWindows() {
        long steps = 100_000;
        List<TrainingPoint> kept = points(steps).stream()
                .filter(point -> CurveRecorder.kept(point.step, steps))
                .toList();
        assertThat(kept).hasSizeBetween(CurveRecorder.MOST_POINTS, CurveRecorder.MOST_POINTS + 100);
        assertThat(LossWindow.of(kept, steps)).isEqualTo(new LossWindow(25.5, steps - 24.5));
        assertThat(points(4999)).allMatch(point -> CurveRecorder.kept(point.step, 4999));
    }

    /** The highest loss is drawn at the top edge, the lowest at the bottom, the last step at the right. */
    @Test
    void thePictureIsWellFormedAndToScale() throws Exception {
        String svg = LossCurveSvg.draw("mae-vit-tiny-000000", points(200), List.of());
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        Element raw = (Element) document.getElementsByTagName("polyline").item(0);
        String[] drawn = raw.getAttribute("points").trim().split(" ");
        assertThat(drawn).hasSize(200);
        assertThat(drawn[0]).isEqualTo("64.0,276.0");
        assertThat(drawn[199]).isEqualTo("624.0,36.0");
        assertThat(Double.parseDouble(drawn[99].split(",")[1])).isCloseTo((36 + 276) / 2.0, within(1.0));
        assertThat(LossCurveSvg.draw("flat", List.of(points(1).get(0)), List.of()))
                .doesNotContain("NaN");
        assertThat(svg.length()).isLessThan(20_000);
    }

    /** AUROC 1 is drawn at the panel's top, 0.4 at its bottom; an evaluation without a figure is left out. */
    @Test
    void whatValidationPatientsSaidIsDrawnBelow() throws Exception {
        String svg = LossCurveSvg.draw(
                "mae", points(200), List.of(evaluation(0, 0.4), evaluation(100, null), evaluation(200, 1.0)));
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 640 560");
        Element probe = (Element) document.getElementsByTagName("polyline").item(3);
        assertThat(probe.getAttribute("points").trim()).isEqualTo("64.0,536.0 624.0,356.0");
    }

    private static PretrainEvaluation evaluation(long step, @Nullable Double auroc) {
        PretrainEvaluation evaluation = new PretrainEvaluation();
        evaluation.step = step;
        evaluation.probeAuroc = auroc;
        evaluation.probeLow = auroc;
        evaluation.probeHigh = auroc;
        return evaluation;
    }

    private static List<TrainingPoint> points(long count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(step -> {
                    TrainingPoint point = new TrainingPoint();
                    point.step = step;
                    point.loss = step;
                    return point;
                })
                .toList();
    }
}
