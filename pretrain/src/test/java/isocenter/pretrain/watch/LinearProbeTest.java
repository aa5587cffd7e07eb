package isocenter.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    @Test
    void foldsKeepPatientsWholeAndClassesTogether() {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = 0; i < 42; i++) { // two images a patient; of a sick one the first shows the finding
            boolean sick = i / 2 < 12;
            images.add(new LabelledImage(i, "2.25." + i, "patient-" + i / 2, sick && i % 2 == 0));
        }
        int[] folds = LinearProbe.folds(images, 5, 11);
        for (int fold = 0; fold < 5; fold++) {
            Set<String> out = new HashSet<>();
            Set<String> in = new HashSet<>();
            Set<Boolean> classes = new HashSet<>();
            for (int i = 0; i < folds.length; i++) {
                (folds[i] == fold ? out : in).add(images.get(i).patient());
                if (folds[i] == fold) {
                    classes.add(images.get(i).positive());
                }
            }
            assertThat(out).isNotEmpty().doesNotContainAnyElementsOf(in);
            assertThat(classes).hasSize(2);
        }
    }
}
