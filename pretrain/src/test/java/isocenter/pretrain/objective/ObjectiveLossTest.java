package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Libtorch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each loss and its gradient equal those of the published code: see {@link ReferenceCase}. */
class ObjectiveLossTest {
    private static final double TOLERANCE = 2e-6;

    @BeforeAll
    static void startLibtorch() {
        Libtorch.start();
    }

    @Test
    void ntXent() {
        for (String name : List.of("nt-xent-0.1", "nt-xent-0.5")) {
            ReferenceCase reference = ReferenceCase.named(name);
            Tensor first = leaf(reference.tensor("z0"));
            Tensor second = leaf(reference.tensor("z1"));
            Tensor loss = NtXentLoss.of(
                    Rows.unitLength(torch.cat(new TensorVector(first, second), 0)), reference.setting("temperature"));
            check(reference, loss, first);
            equal(second.grad(), reference.expectedTensor("gradientOfSecond"));
        }
    }

    @Test
    void mocoV2() {
        ReferenceCase reference = ReferenceCase.named("moco-v2");
        Tensor queries = leaf(reference.tensor("queries"));
        Tensor keys = Rows.unitLength(reference.tensor("keys"));
        Tensor loss = InfoNceLoss.withQueue(
                Rows.unitLength(queries),
                keys,
                Rows.unitLength(reference.tensor("queue")),
                reference.setting("temperature"));
        check(reference, loss, queries);
    }

    @Test
    void theQueueForgetsTheOldest() {
        ReferenceCase reference = ReferenceCase.named("moco-v2");
        FeatureQueue queue = new FeatureQueue(18, 8);
        queue.add(reference.tensor("queue").narrow(0, 0, 12));
        assertThat(queue.full()).isFalse();
        queue.add(Rows.unitLength(reference.tensor("keys")));
        assertThat(queue.full()).isTrue();
        equal(
                queue.contents().narrow(0, 12, 6),
                reference.expectedTensor("queueAfter").narrow(0, 12, 6));
        queue.add(Rows.unitLength(reference.tensor("laterKeys")));
        equal(
                queue.contents().narrow(0, 0, 6),
                reference.expectedTensor("queueAfterLater").narrow(0, 0, 6));
        equal(
                queue.contents().narrow(0, 12, 6),
                reference.expectedTensor("queueAfterLater").narrow(0, 12, 6));
        // more than it holds: the last ones stay
        Tensor many = torch.rand(40, 8);
        queue.add(many);
        List<Double> kept = sums(queue.contents());
        assertThat(kept).containsExactlyInAnyOrderElementsOf(sums(many.narrow(0, 22, 18)));
    }

    @Test
    void mocoV3() {
        ReferenceCase reference = ReferenceCase.named("moco-v3");
        Tensor first = leaf(reference.tensor("q1"));
        Tensor second = leaf(reference.tensor("q2"));
        double temperature = reference.setting("temperature");
        Tensor loss = InfoNceLoss.withinBatch(
                        Rows.unitLength(first), Rows.unitLength(reference.tensor("k2")), temperature)
                .add(InfoNceLoss.withinBatch(
                        Rows.unitLength(second), Rows.unitLength(reference.tensor("k1")), temperature));
        check(reference, loss, first);
        equal(second.grad(), reference.expectedTensor("gradientOfSecond"));
    }

    @Test
    void byol() {
        ReferenceCase reference = ReferenceCase.named("byol");
        Tensor first = leaf(reference.tensor("p1"));
        Tensor second = leaf(reference.tensor("p2"));
        Tensor loss = Byol.distance(first, reference.tensor("z2")).add(Byol.distance(second, reference.tensor("z1")));
        check(reference, loss, first);
        equal(second.grad(), reference.expectedTensor("gradientOfSecond"));
    }

    @Test
    void swav() {
        ReferenceCase reference = ReferenceCase.named("swav");
        Tensor scores = leaf(reference.tensor("scores"));
        int images = 6;
        List<Tensor> views = new ArrayList<>();
        List<Tensor> codes = new ArrayList<>();
        for (int view = 0; view < 4; view++) {
            views.add(scores.narrow(0, (long) view * images, images));
        }
        for (int view = 0; view < 2; view++) {
            Tensor shares =
                    SinkhornKnopp.assign(views.get(view), reference.setting("epsilon"), reference.number("iterations"));
            equal(shares, reference.expectedTensor("codes").narrow(0, (long) view * images, images));
            codes.add(shares);
        }
        check(reference, SwappedAssignmentLoss.of(views, codes, reference.setting("temperature")), scores);
    }

    @Test
    void dino() {
        ReferenceCase reference = ReferenceCase.named("dino");
        Tensor student = leaf(reference.tensor("student"));
        Tensor loss = SelfDistillationLoss.of(
                student,
                reference.tensor("teacher"),
                reference.tensor("centre"),
                reference.setting("studentTemperature"),
                reference.setting("teacherTemperature"));
        check(reference, loss, student);
    }

    @Test
    void mae() {
        ReferenceCase reference = ReferenceCase.named("mae");
        Tensor painted = leaf(reference.tensor("prediction"));
        check(
                reference,
                MaskedPatchLoss.of(
                        reference.tensor("images"), painted, reference.tensor("mask"), reference.number("patch")),
                painted);
    }

    @Test
    void simMim() {
        ReferenceCase reference = ReferenceCase.named("simmim");
        Tensor painted = leaf(reference.tensor("prediction"));
        long patch = reference.number("patch");
        Tensor hidden = reference
                .tensor("mask")
                .reshape(2, 1, 4, 4)
                .repeat_interleave(patch, new LongOptional(2), new LongOptional())
                .repeat_interleave(patch, new LongOptional(3), new LongOptional());
        // prediction [N, L, patch²] put together as the picture it is
        Tensor picture =
                painted.reshape(2, 4, 4, patch, patch).permute(0, 1, 3, 2, 4).reshape(2, 1, 16, 16);
        check(reference, MaskedPixelLoss.of(reference.tensor("images"), picture, hidden), painted);
    }

    @Test
    void iJepa() {
        ReferenceCase reference = ReferenceCase.named("ijepa");
        Tensor indices = reference.tensor("targetIndices").to(torch.ScalarType.Long);
        Tensor targets =
                Ijepa.targets(reference.tensor("teacherTokens"), List.of(indices.select(0, 0), indices.select(0, 1)));
        equal(targets, reference.expectedTensor("targets"));
        Tensor predicted = leaf(reference.tensor("predictions"));
        check(reference, torch.smooth_l1_loss(predicted, targets), predicted);
    }

    @Test
    void data2Vec() {
        ReferenceCase reference = ReferenceCase.named("data2vec");
        Tensor blocks = reference.tensor("blocks");
        int top = reference.number("topBlocks");
        // ours carry a class token in front, which must not count
        List<Tensor> outputs = IntStream.range(5 - top, 5)
                .mapToObj(i -> torch.cat(new TensorVector(torch.ones(2, 1, 8), blocks.select(0, i)), 1))
                .toList();
        Tensor targets = Data2Vec.targets(outputs);
        equal(targets, reference.expectedTensor("targets"));
        Tensor predicted = leaf(reference.tensor("predictions"));
        check(
                reference,
                Data2Vec.loss(predicted, targets, reference.tensor("mask"), reference.setting("beta")),
                predicted);
    }

    @Test
    void alignmentAndUniformity() {
        ReferenceCase reference = ReferenceCase.named("alignment-uniformity");
        assertThat(EmbeddingSpread.of(
                        Rows.unitLength(reference.tensor("first")), Rows.unitLength(reference.tensor("second"))))
                .hasEntrySatisfying(
                        "alignment",
                        value -> assertThat(value).isCloseTo(reference.expected("alignment"), within(1e-5)))
                .hasEntrySatisfying(
                        "uniformity",
                        value -> assertThat(value).isCloseTo(reference.expected("uniformityOfBoth"), within(1e-5)));
    }

    @Test
    void momentumRisesAsPublished() {
        ReferenceCase reference = ReferenceCase.named("schedules");
        double[] steps = reference.values("steps");
        for (int i = 0; i < steps.length; i++) {
            assertThat(MovingAverage.cosine(reference.setting("momentum"), steps[i] / reference.number("total")))
                    .isCloseTo(reference.expectedValues("momentum")[i], within(1e-8));
        }
        assertThat(MovingAverage.linear(0.9, 0.25)).isCloseTo(0.925, within(1e-12));
    }

    private static Tensor leaf(Tensor values) {
        values.set_requires_grad(true);
        return values;
    }

    private static void check(ReferenceCase reference, Tensor loss, Tensor leaf) {
        double expected = reference.expected("loss");
        assertThat(loss.item_double()).isCloseTo(expected, within(TOLERANCE * Math.max(1, expected)));
        loss.backward();
        equal(leaf.grad(), reference.expectedTensor("gradient"));
    }

    private static void equal(Tensor actual, Tensor expected) {
        assertThat(actual.sizes().vec().get()).isEqualTo(expected.sizes().vec().get());
        assertThat(actual.sub(expected).abs().max().item_double()).isLessThan(TOLERANCE);
    }

    private static List<Double> sums(Tensor rows) {
        List<Double> sums = new ArrayList<>();
        for (long i = 0; i < rows.size(0); i++) {
            sums.add(rows.select(0, i).sum().item_double());
        }
        return sums;
    }
}
