package isocenter.annotate.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.annotate.selection.Simulation.Point;
import isocenter.annotate.selection.Simulation.Replay;
import isocenter.annotate.selection.Simulation.Result;
import isocenter.audit.fairness.Estimated;
import isocenter.pretrain.watch.LabelledImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SimulationTest {
    /** Two classes that the first of eight features tells apart, a positive in every {@code rarity} images. */
    private static Replay replay(int fit, int validation, int rarity) {
        SplittableRandom random = new SplittableRandom(9);
        List<LabelledImage> images = new ArrayList<>();
        float[][] features = new float[fit + validation][8];
        for (int i = 0; i < features.length; i++) {
            boolean positive = i % rarity == 0;
            images.add(new LabelledImage(i, "image " + i, "patient " + i, positive));
            for (int j = 0; j < 8; j++) {
                features[i][j] = (float) (random.nextDouble() - 0.5 + (j == 0 ? positive ? 0.45 : -0.45 : 0));
            }
        }
        float[][] known = Arrays.copyOf(features, fit);
        return new Replay(
                images.subList(0, fit),
                known,
                known,
                images.subList(fit, fit + validation),
                Arrays.copyOfRange(features, fit, fit + validation));
    }

    private static Estimated auroc(Point point) {
        return (Estimated) point.auroc();
    }

    @Test
    void moreLabelsTeachMoreAndAllLabelsAreTheEnd() {
        Replay replay = replay(80, 60, 2);
        Result result = Simulation.run(
                replay,
                List.of(Strategy.RANDOM, Strategy.MARGIN, Strategy.TYPICALITY),
                List.of(80, 6),
                List.of(1L, 2L),
                Strategy.TYPICALITY);
        assertThat(result.points()).extracting(Point::labels).containsExactly(6, 80, 6, 80, 6, 80);
        assertThat(auroc(result.points().get(1)).value())
                .isGreaterThan(auroc(result.points().get(0)).value())
                .isGreaterThan(0.9);
        Point all = result.points().get(3);
        assertThat(all.positives()).isEqualTo(40);
        // all labels are all labels, whoever asked for them
        assertThat(((Estimated) all.perSeed().get(0)).value())
                .isCloseTo(((Estimated) result.everything()).value(), within(1e-9));
        assertThat(((Estimated) all.toRandom()).value()).isCloseTo(0, within(1e-9));
        assertThat(result.points().get(0).toRandom()).isNull();
    }

    /** The same difference as by hand, with the same patients drawn for both. */
    @Test
    void theDifferenceToRandomIsPaired() {
        Replay replay = replay(40, 60, 3);
        Result result = Simulation.run(
                replay, List.of(Strategy.RANDOM, Strategy.CORE_SET), List.of(12), List.of(1L, 2L), Strategy.RANDOM);
        Point random = result.points().get(0);
        Point coreSet = result.points().get(1);
        Estimated difference = (Estimated) coreSet.toRandom();
        assertThat(difference.value())
                .isCloseTo(auroc(coreSet).value() - auroc(random).value(), within(1e-12));
        double unpaired = Math.hypot(
                auroc(coreSet).high() - auroc(coreSet).low(),
                auroc(random).high() - auroc(random).low());
        assertThat(difference.high() - difference.low()).isLessThan(unpaired);
    }

    /** One positive in forty: the first ten hold none as a rule, and nothing can be learned. */
    @Test
    void labelsOfOneClassTeachNothing() {
        Replay replay = replay(120, 320, 40);
        Result result = Simulation.run(replay, List.of(Strategy.MARGIN), List.of(2, 4), List.of(1L), Strategy.RANDOM);
        assertThat(result.points().get(0).positives()).isZero();
        assertThat(auroc(result.points().get(0))).isEqualTo(new Estimated(0.5, 0.5, 0.5));
        assertThat(result.points().get(1).toRandom()).isNull();
    }

    @Test
    void impossibleSettingsAreRefused() {
        Replay replay = replay(20, 20, 2);
        assertThatThrownBy(() ->
                        Simulation.run(replay, List.of(Strategy.RANDOM), List.of(21), List.of(1L), Strategy.RANDOM))
                .hasMessageContaining("20 labelled images");
        assertThatThrownBy(() ->
                        Simulation.run(replay, List.of(Strategy.RANDOM), List.of(5), List.of(1L), Strategy.MARGIN))
                .hasMessageContaining("start without labels");
    }

    @Test
    void thePictureShowsEveryStrategyAndIsWellFormed() throws Exception {
        Result result = Simulation.run(
                replay(40, 30, 2),
                List.of(Strategy.RANDOM, Strategy.CORE_SET),
                List.of(5, 10, 20),
                List.of(1L),
                Strategy.RANDOM);
        String svg = SimulationSvg.draw("Labels of pneumonia", result);
        assertThat(svg).contains(">core-set</text>", ">random</text>", ">20</text>", "all labels:");
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
