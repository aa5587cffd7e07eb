package isocenter.finetune.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.watch.KnnProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KnnVoteTest {
    @Test
    void votesAsTheProbeOfTheEvaluationDoes() {
        Random random = new Random(5);
        int count = 60;
        int width = 16;
        float[][] vectors = new float[count + 1][width];
        double[][] bank = new double[count][width];
        boolean[] positive = new boolean[count + 1];
        List<String> patients = new ArrayList<>();
        for (int i = 0; i <= count; i++) {
            for (int j = 0; j < width; j++) {
                vectors[i][j] = (float) random.nextGaussian();
            }
            patients.add("patient " + i);
            positive[i] = random.nextBoolean();
        }
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < width; j++) {
                bank[i][j] = vectors[i][j];
            }
        }
        double[] asked = new double[width];
        for (int j = 0; j < width; j++) {
            asked[j] = vectors[count][j];
        }
        boolean[] labels = Arrays.copyOf(positive, count);
        double expected = new KnnProbe(bank, labels, KnnProbe.NEIGHBOURS).scores(new double[][] {asked})[0];
        assertThat(KnnVote.share(vectors, patients, positive, count).orElseThrow())
                .isCloseTo(expected, Offset.offset(1e-5));
    }

    @Test
    void theSamePatientHasNoVote() {
        float[][] vectors = {{1, 0}, {1, 0.01f}, {0, 1}};
        List<String> patients = List.of("a", "a", "b");
        assertThat(KnnVote.share(vectors, patients, new boolean[] {false, true, false}, 0))
                .hasValue(0);
        assertThat(KnnVote.share(vectors, List.of("a", "a", "a"), new boolean[] {false, true, true}, 0))
                .isEmpty();
    }
}
