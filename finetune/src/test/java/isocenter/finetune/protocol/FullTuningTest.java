package isocenter.finetune.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.view.ViewGenerator;
import isocenter.pretrain.view.ViewSpec;
import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.LinearProbe;
import isocenter.pretrain.watch.LogisticRegression;
import isocenter.pretrain.watch.ProbeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullTuningTest {

    private static final BackboneSpec RESNET = new BackboneSpec("resnet-18", 0, Squares.SIZE);
    private static final BackboneSpec VIT = new BackboneSpec("vit-tiny", 8, Squares.SIZE);
    private static final int TRAINING = 96;
    private static final int ALL = 176;
    private static final int STEPS = 50;

    private static Squares images;

    @TempDir
    Path folder;

    @BeforeAll
    static void draw() {
        // the machine's other work would make many threads wait for one another
        System.setProperty(Libtorch.THREADS, "1");
        images = Squares.of(ALL, 5);
    }

    @Test
    void learnsAFindingThatOneCanSee() {
        List<LabelledImage> validation = images.labelled(TRAINING, ALL);

        Classifier classifier = tuned(VIT, images.labelled(0, TRAINING), STEPS);

        assertThat(Squares.auroc(classifier.scores(images, validation), validation))
                .isGreaterThan(0.95);
    }

    /** 40 against 40 images by chance: the deviation of the AUROC is about 0.065. */
    @Test
    void learnsNothingFromLabelsByChance() {
        List<LabelledImage> training = Squares.relabelledByChance(images.labelled(0, TRAINING), 1);
        List<LabelledImage> validation = Squares.relabelledByChance(images.labelled(TRAINING, ALL), 2);

        Classifier classifier = tuned(VIT, training, STEPS);

        assertThat(Squares.auroc(classifier.scores(images, validation), validation))
                .isBetween(0.3, 0.7);
    }

    @Test
    void aRunCutOffAnywhereEndsInTheSameWeights() throws IOException {
        List<LabelledImage> training = images.labelled(0, 40);
        Classifier whole = new Classifier(RESNET, 3, Device.cpu());
        new FullTuning(whole, spec(12, 1), 1)
                .run(batches(training), folder.resolve("a"), "run", (step, loss, rate) -> {}, () -> false);

        Classifier cut = new Classifier(RESNET, 3, Device.cpu());
        int[] asked = {0};
        boolean finished = new FullTuning(cut, spec(12, 1), 1)
                .run(batches(training), folder.resolve("b"), "run", (step, loss, rate) -> {}, () -> asked[0]++ == 5);
        Classifier resumed = new Classifier(RESNET, 99, Device.cpu());
        int[] steps = {0};
        new FullTuning(resumed, spec(12, 1), 1)
                .run(batches(training), folder.resolve("b"), "run", (step, loss, rate) -> steps[0]++, () -> false);

        assertThat(finished).isFalse();
        assertThat(steps[0]).isEqualTo(7);
        assertThat(bytes(resumed, "resumed")).isEqualTo(bytes(whole, "whole"));
        assertThat(bytes(resumed, "resumed")).isNotEqualTo(bytes(cut, "cut"));
    }

    /** After two steps of Adam a weight has moved by a multiple of its rate that does not depend on the rate. */
    @Test
    void earlyLayersLearnMoreSlowlyByThePublishedFactor() {
        double whole = moved(1);
        double decayed = moved(0.8);

        // 12 blocks lie between patch embedding and last norm: the exponent is 13
        assertThat(decayed / whole).isCloseTo(Math.pow(0.8, 13), within(0.002));
    }

    @Test
    void aBackbonesWeightsGiveItsFeatures() {
        Classifier one = new Classifier(VIT, 1, Device.cpu());
        Safetensors.write(folder.resolve("backbone"), one.backbone().state(), Map.of());
        Classifier other = new Classifier(VIT, 2, Device.cpu());
        List<LabelledImage> some = images.labelled(0, 3);

        assertThat(Arrays.deepEquals(other.features(images, some), one.features(images, some)))
                .isFalse();
        other.loadBackbone(folder.resolve("backbone"));
        assertThat(other.features(images, some)).isDeepEqualTo(one.features(images, some));
        assertThat(other.scores(images, some)).containsOnly(0.5);
    }

    @Test
    void aProbeFindsWhatTheFeaturesShowAndNothingByChance() {
        Classifier classifier = new Classifier(RESNET, 4, Device.cpu());
        ProbeSpec spec = new ProbeSpec(1e-4, 10, 6, 4);
        List<LabelledImage> training = images.labelled(0, TRAINING);
        List<LabelledImage> validation = images.labelled(TRAINING, ALL);
        double[][] features = classifier.features(images, training);

        LinearProbe probe = LinearProbe.fit(features, training, spec, true, 1);
        classifier.setHead(probe.model());
        double[] scores = classifier.scores(images, validation);

        assertThat(Squares.auroc(scores, validation)).isGreaterThan(0.9);
        assertThat(probe.crossValidatedLoss()).isLessThan(Math.log(2));
        double[][] unseen = classifier.features(images, validation);
        for (int i = 0; i < scores.length; i++) {
            assertThat(scores[i])
                    .isCloseTo(LogisticRegression.sigmoid(probe.model().logit(unseen[i])), within(1e-4));
        }

        List<LabelledImage> chance = Squares.relabelledByChance(training, 1);
        List<LabelledImage> chanceToo = Squares.relabelledByChance(validation, 2);
        classifier.setHead(LinearProbe.fit(features, chance, spec, true, 1).model());
        assertThat(Squares.auroc(classifier.scores(images, chanceToo), chanceToo))
                .isBetween(0.3, 0.7);
    }

    private static double moved(double layerDecay) {
        Classifier classifier = new Classifier(VIT, 8, Device.cpu());
        float[] before = values(classifier, "backbone.patch_embed.proj.weight");
        new FullTuning(classifier, spec(2, layerDecay), layerDecay)
                .run(batches(images.labelled(0, 16)), Path.of("none"), "run", (step, loss, rate) -> {}, () -> false);
        float[] after = values(classifier, "backbone.patch_embed.proj.weight");
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += Math.abs(after[i] - before[i]);
        }
        return sum / before.length;
    }

    private static float[] values(Classifier classifier, String name) {
        Tensor tensor = classifier.state().get(name);
        float[] values = new float[(int) tensor.numel()];
        tensor.contiguous().data_ptr_float().get(values);
        return values;
    }

    private byte[] bytes(Classifier classifier, String name) throws IOException {
        Path file = folder.resolve(name);
        Safetensors.write(file, classifier.state(), Map.of());
        return Files.readAllBytes(file);
    }

    private Classifier tuned(BackboneSpec backbone, List<LabelledImage> training, int steps) {
        Classifier classifier = new Classifier(backbone, 3, Device.cpu());
        new FullTuning(classifier, spec(steps, 1), 1)
                .run(batches(training), folder.resolve("run"), "run", (step, loss, rate) -> {}, () -> false);
        return classifier;
    }

    private static TrainingBatches batches(List<LabelledImage> training) {
        double[] importance = LogisticRegression.balanced(LabelledImage.labels(training));
        return new TrainingBatches(images, training, importance, ViewGenerator.of(views()), 16, 7);
    }

    private static TuningSpec spec(int steps, double layerDecay) {
        return new TuningSpec(steps, 16, views(), new OptimizerSpec(1e-3, 0, 0.9, 0.95, 0, 0, 0), layerDecay, "fp32");
    }

    private static ViewSpec views() {
        return new ViewSpec(
                "chest-radiograph",
                new ViewSpec.Crop(0.9, 1, 1, null),
                null,
                new ViewSpec.Jitter(0.1, 0.1, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
