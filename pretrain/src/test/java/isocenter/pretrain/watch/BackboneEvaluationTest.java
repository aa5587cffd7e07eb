package isocenter.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.pytorch.global.torch.getDefaultCPUGenerator;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class BackboneEvaluationTest {
    private static final LabelledSquares IMAGES = new LabelledSquares(80, 32);
    private static final EvaluationSet SET = new EvaluationSet(IMAGES.labelled(0, 48), IMAGES.labelled(48, 80));

    @Test
    void findsWhatFeaturesShowAndNothingInNoise() {
        BackboneEvaluation evaluation = new BackboneEvaluation(IMAGES, SET, 3);
        Evaluation shown = evaluation.of(TrivialFeatures.MEAN_GREY.in(IMAGES));
        assertThat(value(shown.probeAuroc())).isEqualTo(1);
        assertThat(value(shown.knnAuroc())).isEqualTo(1);
        assertThat(shown.fitPatients()).isEqualTo(24);
        assertThat(shown.validationPatients()).isEqualTo(16);
        assertThat(shown.validationImages()).isEqualTo(32);

        SplittableRandom random = new SplittableRandom(9);
        Evaluation noise = evaluation.of(indices -> IntStream.of(indices)
                .mapToObj(i -> random.doubles(8).map(x -> x - 0.5).toArray())
                .toArray(double[][]::new));
        assertThat(value(noise.probeAuroc())).isBetween(0.25, 0.75);
        assertThat(value(noise.knnAuroc())).isBetween(0.25, 0.75);
        assertThat(((Estimated) noise.knnAuroc()).high() - ((Estimated) noise.knnAuroc()).low())
                .isGreaterThan(0.1);
        assertThat(noise.diagnostics().rankMe()).isGreaterThan(6);
    }

    @Test
    void readsNoImageOutsideTheSet() {
        Set<Integer> read = new HashSet<>();
        ImageSet spy = new ImageSet() {
            @Override
            public int count() {
                return IMAGES.count();
            }

            @Override
            public int size() {
                return IMAGES.size();
            }

            @Override
            public void read(int index, float[] target, int offset) {
                read.add(index);
                IMAGES.read(index, target, offset);
            }

            @Override
            public String instance(int index) {
                return IMAGES.instance(index);
            }

            @Override
            public String patient(int index) {
                return IMAGES.patient(index);
            }
        };
        EvaluationSet some = new EvaluationSet(IMAGES.labelled(0, 24), IMAGES.labelled(30, 54));
        new BackboneEvaluation(spy, some, 1).of(TrivialFeatures.EIGHT_BY_EIGHT.in(spy));
        assertThat(read)
                .containsExactlyInAnyOrderElementsOf(IntStream.concat(IntStream.range(0, 24), IntStream.range(30, 54))
                        .boxed()
                        .toList());
    }

    @Test
    void leavesNetworkAndGeneratorAsTheyWere() {
        Libtorch.start();
        torch.manual_seed(4);
        Backbone backbone = Backbone.create(new BackboneSpec("resnet-18", 0, 32));
        backbone.module().train(true);
        Map<String, Tensor> before = new LinkedHashMap<>();
        backbone.state().forEach((name, tensor) -> before.put(name, tensor.clone()));
        Tensor generator = getDefaultCPUGenerator().get_state().clone();

        BackboneEvaluation evaluation = new BackboneEvaluation(IMAGES, SET, 3);
        Evaluation once = evaluation.of(backbone, Device.cpu());

        assertThat(backbone.module().is_training()).isTrue();
        backbone.state()
                .forEach((name, tensor) ->
                        assertThat(tensor.equal(before.get(name))).as(name).isTrue());
        assertThat(getDefaultCPUGenerator().get_state().equal(generator)).isTrue();
        Evaluation again = evaluation.of(backbone, Device.cpu());
        assertThat(again.probeAuroc()).isEqualTo(once.probeAuroc());
        assertThat(again.knnAuroc()).isEqualTo(once.knnAuroc());
        assertThat(again.diagnostics()).isEqualTo(once.diagnostics());
    }

    @Test
    void refusesTooFewPatientsAndSharedOnes() {
        assertThatThrownBy(() -> new EvaluationSet(IMAGES.labelled(0, 6), IMAGES.labelled(48, 80)))
                .hasMessageContaining("training part")
                .hasMessageContaining("2 positive and 1 negative");
        assertThatThrownBy(() -> new EvaluationSet(IMAGES.labelled(0, 49), IMAGES.labelled(49, 80)))
                .hasMessageContaining("in the training and in the validation part");
        assertThatThrownBy(() -> new EvaluationSet(IMAGES.labelled(0, 48), List.of()))
                .hasMessageContaining("validation part");
    }

    @Test
    void trivialFeaturesAreWhatTheirNamesSay() {
        float[] image = new float[256];
        for (int i = 0; i < 256; i++) {
            image[i] = i / 255f;
        }
        double diagonal = Math.sqrt(0.5); // half grey is half a right angle
        assertThat(TrivialFeatures.MEAN_GREY.of(image, 16))
                .containsExactly(new double[] {diagonal, diagonal}, within(1e-6));
        double[] shares = new double[32];
        Arrays.fill(shares, 1 / 32.0);
        assertThat(TrivialFeatures.GREY_HISTOGRAM.of(image, 16)).containsExactly(shares, within(1e-9));
        double[] small = TrivialFeatures.EIGHT_BY_EIGHT.of(image, 16);
        assertThat(small).hasSize(64);
        assertThat(small[0]).isCloseTo((0 + 1 + 16 + 17) / 4.0 / 255, within(1e-6));
        assertThat(small[63]).isCloseTo((238 + 239 + 254 + 255) / 4.0 / 255, within(1e-6));
        assertThat(TrivialFeatures.EIGHT_BY_EIGHT.title()).isEqualTo("eight-by-eight");
    }

    private static double value(Estimate estimate) {
        return ((Estimated) estimate).value();
    }
}
