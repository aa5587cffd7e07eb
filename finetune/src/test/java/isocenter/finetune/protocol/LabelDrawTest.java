package isocenter.finetune.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.watch.LabelledImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LabelDrawTest {

    private static final double SHARE = 0.2;

    @Test
    void smallerDrawsLieInLargerOnesOnTheSameSide() {
        List<LabelledImage> images = images(100, 60);
        LabelDraw before = LabelDraw.draw(images, 0.1, SHARE, 7);
        for (double fraction : new double[] {0.15, 0.3, 0.5, 0.77, 1}) {
            LabelDraw next = LabelDraw.draw(images, fraction, SHARE, 7);
            assertThat(next.fit())
                    .containsAll(before.fit())
                    .hasSizeGreaterThan(before.fit().size());
            assertThat(next.threshold()).containsAll(before.threshold());
            before = next;
        }
        assertThat(before.images()).isEqualTo(images.size());
    }

    @Test
    void noPatientBothFitsAndSetsTheThreshold() {
        List<LabelledImage> images = images(40, 40);
        for (long seed = 0; seed < 20; seed++) {
            LabelDraw draw = LabelDraw.draw(images, 0.6, SHARE, seed);
            Set<String> fit = patients(draw.fit());
            assertThat(patients(draw.threshold())).isNotEmpty().noneMatch(fit::contains);
            assertThat(classes(draw.fit())).containsExactlyInAnyOrder(true, false);
            assertThat(classes(draw.threshold())).containsExactlyInAnyOrder(true, false);
        }
    }

    /** 10 % of 100 and of 60 patients, rounded up; a fifth of each class held out, rounded up. */
    @Test
    void drawsTheSharesOfEachClassByPatient() {
        LabelDraw draw = LabelDraw.draw(images(100, 60), 0.1, SHARE, 1);

        assertThat(draw.patients()).isEqualTo(16);
        assertThat(patients(draw.threshold())).hasSize(2 + 2);
        assertThat(patients(draw.fit()).stream().filter(patient -> patient.startsWith("sick")))
                .hasSize(8);
        assertThat(draw.images()).isEqualTo(32);
    }

    @Test
    void theSeedAloneDecides() {
        List<LabelledImage> images = images(50, 50);
        List<LabelledImage> shuffled = new ArrayList<>(images);
        Collections.shuffle(shuffled, new Random(3));

        assertThat(patients(LabelDraw.draw(images, 0.3, SHARE, 5).fit()))
                .isEqualTo(patients(LabelDraw.draw(shuffled, 0.3, SHARE, 5).fit()))
                .isNotEqualTo(patients(LabelDraw.draw(images, 0.3, SHARE, 6).fit()));
    }

    @Test
    void refusesTooFewPatientsOfAClass() {
        assertThatThrownBy(() -> LabelDraw.draw(images(100, 30), 0.1, SHARE, 1))
                .isInstanceOf(FinetuneRefused.class)
                .hasMessageContaining("3 negative patients of 30")
                .hasMessageContaining("raise the fraction");
        assertThatThrownBy(() -> LabelDraw.draw(images(100, 0), 1, SHARE, 1)).hasMessageContaining("0 negative");
        assertThatThrownBy(() -> LabelDraw.draw(images(100, 100), 0, SHARE, 1)).hasMessageContaining("fraction");
    }

    @Test
    void thresholdsAreThoseDoneByHand() {
        double[] scores = {0.1, 0.4, 0.35, 0.8, 0.6, 0.2};
        boolean[] positive = {false, false, true, true, true, false};

        // sorted: .1− .2− .35+ .4− .6+ .8+; sensitivity + specificity is greatest, 1 + 2/3 = 2/3 + 1, twice: take the
        // lower
        DecisionThreshold youden = DecisionThreshold.youden(scores, positive);
        assertThat(youden.value()).isEqualTo((0.2 + 0.35) / 2);
        assertThat(youden.sensitivity()).isEqualTo(1);
        assertThat(youden.specificity()).isEqualTo(2 / 3.0);

        DecisionThreshold reached = DecisionThreshold.reaching(0.6, scores, positive);
        assertThat(reached.value()).isEqualTo(0.5);
        assertThat(reached.specificity()).isEqualTo(1);
    }

    /** Two images a patient; of a sick one the first shows the finding. */
    private static List<LabelledImage> images(int sick, int healthy) {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < 2 * (sick + healthy); i++) {
            int patient = i / 2;
            boolean ill = patient < sick;
            images.add(new LabelledImage(i, "1." + i, (ill ? "sick" : "well") + patient, ill && i % 2 == 0));
        }
        return images;
    }

    private static Set<String> patients(List<LabelledImage> images) {
        return images.stream().map(LabelledImage::patient).collect(Collectors.toSet());
    }

    private static Set<Boolean> classes(List<LabelledImage> images) {
        return images.stream().map(LabelledImage::positive).collect(Collectors.toSet());
    }
}
