package isocenter.annotate.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectionTest {
    /** Images 0, 1, … of patients of their own. */
    private static Pool pool(float[][] vectors, Map<Integer, Boolean> labels) {
        return new Pool(
                IntStream.range(0, vectors.length)
                        .mapToObj(i -> new Candidate("image " + i, "study " + i, "patient " + i, ""))
                        .toList(),
                vectors,
                labels);
    }

    private static Pool line(Map<Integer, Boolean> labels, double... places) {
        float[][] vectors = new float[places.length][];
        for (int i = 0; i < places.length; i++) {
            vectors[i] = new float[] {(float) places[i]};
        }
        return pool(vectors, labels);
    }

    /** Round blobs of points, blob by blob. */
    private static float[][] blobs(double[][] centres, int[] sizes, double spread) {
        SplittableRandom random = new SplittableRandom(5);
        List<float[]> points = new ArrayList<>();
        for (int blob = 0; blob < centres.length; blob++) {
            for (int i = 0; i < sizes[blob]; i++) {
                float[] point = new float[centres[blob].length];
                for (int j = 0; j < point.length; j++) {
                    point[j] = (float) (centres[blob][j] + spread * (random.nextDouble() - 0.5));
                }
                points.add(point);
            }
        }
        return points.toArray(float[][]::new);
    }

    private static List<String> instances(List<Choice> choices) {
        return choices.stream().map(Choice::instance).toList();
    }

    /** From 0 the farthest of 0, 1, 4, 6, 10 is 10; then 4 and 6 are 4 away and 4 comes first, then 6, then 1. */
    @Test
    void kCentresOnALine() {
        List<Choice> choices = Selection.choose(Strategy.CORE_SET, line(Map.of(0, true), 0, 1, 4, 6, 10), 9, 1);
        assertThat(instances(choices)).containsExactly("image 4", "image 2", "image 3", "image 1");
        assertThat(choices.get(0).why()).isEqualTo("farthest from all that is labelled: distance 10.000");
        assertThat(choices.get(1).why()).endsWith("distance 4.000");
        List<Choice> fromNothing = Selection.choose(Strategy.CORE_SET, line(Map.of(), 0, 1, 4, 6, 10), 2, 1);
        assertThat(fromNothing.get(0).why()).isEqualTo("the first one, drawn by chance");
        assertThat(fromNothing.get(1).why()).startsWith("farthest");
    }

    /** Of two blobs each gives the point with the nearest neighbours, which is in its middle; the larger blob goes first. */
    @Test
    void typicalityTakesTheMiddleOfEachBlob() {
        float[][] points = blobs(new double[][] {{0, 0}, {50, 0}}, new int[] {12, 18}, 4);
        points[7] = new float[] {0, 0};
        points[20] = new float[] {50, 0};
        for (long seed = 1; seed <= 8; seed++) {
            assertThat(Selection.choose(Strategy.TYPICALITY, pool(points, Map.of()), 2, seed))
                    .containsExactly(
                            new Choice(
                                    "image 20",
                                    "study 20",
                                    "typical of the largest group without labels, of 18 images"),
                            new Choice(
                                    "image 7", "study 7", "typical of the largest group without labels, of 12 images"));
        }
    }

    @Test
    void typicalityPassesOverGroupsWithLabels() {
        float[][] points = blobs(new double[][] {{0, 0}, {50, 0}, {0, 50}}, new int[] {20, 15, 10}, 2);
        List<Choice> choices = Selection.choose(Strategy.TYPICALITY, pool(points, Map.of(3, true)), 2, 1);
        assertThat(choices.stream()
                        .map(choice -> Integer.parseInt(choice.instance().substring(6)) / 5))
                .allMatch(fifth -> fifth >= 4);
        assertThat(choices.get(0).why()).endsWith("without labels, of 15 images");
    }

    /** Labels at 0 and 10 put the boundary at 5. */
    @Test
    void marginTakesThePointNearestToTheBoundary() {
        Pool pool = line(Map.of(0, false, 5, true), 0, 2, 4.4, 5.2, 8, 10);
        List<Choice> choices = Selection.choose(Strategy.MARGIN, pool, 3, 1);
        assertThat(instances(choices)).containsExactly("image 3", "image 2", "image 1");
        assertThat(choices.get(0).why()).matches("a probe on the labels so far is undecided: 5[0-9] % positive");
    }

    /** By cosine the point at 45° is as near to the positive label as to the negative one. */
    @Test
    void uncertaintyTakesThePointWhoseNeighboursDisagree() {
        float[][] points = {{1, 0}, {0, 1}, {0.9f, 0.1f}, {0.7f, 0.7f}, {0.1f, 0.9f}};
        List<Choice> choices = Selection.choose(Strategy.UNCERTAINTY, pool(points, Map.of(0, true, 1, false)), 1, 1);
        assertThat(choices)
                .containsExactly(new Choice(
                        "image 3", "study 3", "its labelled neighbours disagree: 50 % of their votes are positive"));
    }

    @Test
    void clusterBalanceTakesFromEveryBlobOnce() {
        double[][] centres = new double[10][];
        int[] sizes = new int[10];
        for (int i = 0; i < 10; i++) {
            centres[i] = new double[] {100 * i, 0};
            sizes[i] = i == 0 ? 100 : 4;
        }
        List<Choice> choices =
                Selection.choose(Strategy.CLUSTER_BALANCED, pool(blobs(centres, sizes, 1), Map.of()), 10, 1);
        assertThat(instances(choices).stream().filter(image -> Integer.parseInt(image.substring(6)) < 100))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void sameSeedSameChoicesAndNoneTwice(Strategy strategy) {
        float[][] points = blobs(new double[][] {{1, 0}, {0, 1}}, new int[] {20, 20}, 1);
        Pool pool = pool(points, Map.of(0, true, 39, false));
        List<Choice> once = Selection.choose(strategy, pool, 15, 7);
        assertThat(Selection.choose(strategy, pool, 15, 7)).isEqualTo(once);
        assertThat(instances(once)).doesNotHaveDuplicates().hasSize(15).doesNotContain("image 0", "image 39");
        assertThat(Selection.choose(strategy, pool, 1000, 7)).hasSize(38);
    }

    @Test
    void otherSeedsChooseOtherImages() {
        Pool pool = pool(blobs(new double[][] {{0, 0}}, new int[] {50}, 1), Map.of());
        List<String> first = instances(Selection.choose(Strategy.RANDOM, pool, 10, 1));
        assertThat(instances(Selection.choose(Strategy.RANDOM, pool, 10, 2))).isNotEqualTo(first);
    }

    /** Five patients with three studies of two images each. */
    @ParameterizedTest
    @EnumSource(names = {"RANDOM", "CORE_SET", "TYPICALITY", "CLUSTER_BALANCED"})
    void nobodyHasASecondStudyBeforeEverybodyHasOne(Strategy strategy) {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            candidates.add(new Candidate("image " + i, "study " + i / 2, "patient " + i / 6, ""));
        }
        float[][] points = blobs(new double[][] {{0, 0}, {9, 9}}, new int[] {6, 24}, 1);
        Map<String, String> patients = new HashMap<>();
        candidates.forEach(one -> patients.put(one.instance(), one.patient()));
        List<Choice> choices = Selection.choose(strategy, new Pool(candidates, points, Map.of(1, true)), 100, 1);
        assertThat(choices).hasSize(14);
        assertThat(choices.stream().map(Choice::study)).doesNotHaveDuplicates().doesNotContain("study 0");
        assertThat(choices.stream().limit(4).map(choice -> patients.get(choice.instance())))
                .containsExactlyInAnyOrder("patient 1", "patient 2", "patient 3", "patient 4");
        assertThat(choices.stream().skip(4).limit(5).map(choice -> patients.get(choice.instance())))
                .doesNotHaveDuplicates();
    }

    /** Ninety men and ten women, of whom one man is labelled. */
    @Test
    void groupsAreMadeEven() {
        List<Candidate> candidates = new ArrayList<>(IntStream.range(0, 100)
                .mapToObj(i -> new Candidate("image " + i, "study " + i, "patient " + i, i < 90 ? "M" : "F"))
                .toList());
        float[][] points = blobs(new double[][] {{0, 0}}, new int[] {100}, 1);
        List<Choice> choices = Selection.choose(Strategy.RANDOM, new Pool(candidates, points, Map.of(0, true)), 9, 1);
        List<Boolean> women = choices.stream()
                .map(choice -> Integer.parseInt(choice.instance().substring(6)) >= 90)
                .toList();
        assertThat(Collections.frequency(women, true)).isEqualTo(5);
        assertThat(women.get(0)).isTrue();
        assertThat(choices.get(0).why()).isEqualTo("drawn by chance; F has the fewest labels (0)");
    }

    @Test
    void whatCannotBeChosenIsRefused() {
        Pool unlabelled = line(Map.of(0, true), 0, 1, 2);
        assertThatThrownBy(() -> Selection.choose(Strategy.MARGIN, unlabelled, 1, 1))
                .hasMessageContaining("needs a label of each class");
        assertThatThrownBy(() -> Selection.choose(Strategy.RANDOM, unlabelled, 0, 1))
                .hasMessageContaining("1 or more");
        assertThatThrownBy(() -> Strategy.named("best")).hasMessageContaining("core-set");
        assertThat(Strategy.named("core-set")).isEqualTo(Strategy.CORE_SET);
        Candidate one = new Candidate("image", "study", "patient", "");
        assertThatThrownBy(() -> new Pool(List.of(one, one), new float[2][1], Map.of()))
                .hasMessageContaining("once");
    }

    @Test
    void kMeansFindsBlobs() {
        int[] group = KMeans.of(blobs(new double[][] {{0, 0}, {50, 0}, {0, 50}}, new int[] {30, 3, 9}, 2), 3, 1);
        assertThat(IntStream.range(0, 30).map(i -> group[i]).distinct().count()).isOne();
        assertThat(new HashSet<>(List.of(group[0], group[30], group[33]))).hasSize(3);
        assertThat(IntStream.range(33, 42).map(i -> group[i]).distinct().count())
                .isOne();
        assertThat(KMeans.of(new float[7][2], 3, 1)).hasSize(7); // all points the same
        assertThatThrownBy(() -> KMeans.of(new float[2][1], 3, 1)).hasMessageContaining("3 groups");
    }

    /** At its end every point is nearest to the mean of its own group. */
    @Test
    void kMeansComesToRest() {
        float[][] points = blobs(new double[][] {{0, 0, 0}}, new int[] {80}, 1);
        int[] group = KMeans.of(points, 6, 1);
        double[][] means = new double[6][3];
        for (int i = 0; i < points.length; i++) {
            int own = group[i];
            double size = IntStream.of(group).filter(other -> other == own).count();
            for (int j = 0; j < 3; j++) {
                means[own][j] += points[i][j] / size;
            }
        }
        for (int i = 0; i < points.length; i++) {
            float[] point = points[i];
            int nearest = IntStream.range(0, 6)
                    .boxed()
                    .min(Comparator.comparingDouble(mean -> Math.pow(point[0] - means[mean][0], 2)
                            + Math.pow(point[1] - means[mean][1], 2)
                            + Math.pow(point[2] - means[mean][2], 2)))
                    .orElseThrow();
            assertThat(nearest).isEqualTo(group[i]);
        }
    }
}
