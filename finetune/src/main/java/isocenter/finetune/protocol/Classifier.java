package isocenter.finetune.protocol;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.NamedTensors;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.tensor.StepScope;
import isocenter.pretrain.watch.ForwardPass;
import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.LinearModel;
import isocenter.pretrain.watch.LogisticRegression;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** A backbone with one linear unit on its features: image → logit of the positive class. */
final class Classifier {

    private final Backbone backbone;
    private final LinearImpl head;
    private final Module module;
    private final Device device;

    /** Random weights drawn from the seed, on the device; the head starts at zero, so that every first logit is 0. */
    Classifier(BackboneSpec spec, long seed, Device device) {
        Libtorch.start();
        torch.manual_seed(seed);
        this.device = device;
        backbone = Backbone.create(spec);
        head = Layers.linear(backbone.featureCount(), 1, true);
        module = new Module("Classifier");
        module.register_module("backbone", backbone.module());
        module.register_module("head", head);
        device.place(module);
        setHead(new LinearModel(new double[backbone.featureCount()], 0));
    }

    /** Takes the backbone's weights from a file that pretraining wrote. */
    void loadBackbone(Path weights) {
        Safetensors.readInto(weights, backbone.state());
    }

    Backbone backbone() {
        return backbone;
    }

    Module module() {
        return module;
    }

    Device device() {
        return device;
    }

    /** All weights and running statistics: {@code backbone.…}, {@code head.weight} [1, F], {@code head.bias} [1]. */
    Map<String, Tensor> state() {
        return NamedTensors.state(module);
    }

    void setHead(LinearModel model) {
        float[] weights = new float[model.weights().length];
        for (int j = 0; j < weights.length; j++) {
            weights[j] = (float) model.weights()[j];
        }
        try (StepScope scope = device.openStep();
                NoGradGuard noGradient = new NoGradGuard()) {
            head.weight().copy_(Tensor.create(weights, 1, weights.length));
            head.bias().copy_(Tensor.create(new float[] {(float) model.bias()}, 1));
        }
    }

    /** @return [N] logits of images [N, 1, H, W] */
    Tensor logits(Tensor images) {
        return head.forward(backbone.features(images)).flatten();
    }

    /** Each image's features, [n][F], by the network as it is, without views. */
    double[][] features(ImageSet images, List<LabelledImage> chosen) {
        return inBatches(images, chosen, backbone::features, backbone.featureCount());
    }

    /** Each image's probability of the positive class. */
    double[] scores(ImageSet images, List<LabelledImage> chosen) {
        return Arrays.stream(inBatches(images, chosen, this::logits, 1))
                .mapToDouble(logit -> LogisticRegression.sigmoid(logit[0]))
                .toArray();
    }

    private double[][] inBatches(
            ImageSet images, List<LabelledImage> chosen, UnaryOperator<Tensor> network, int width) {
        module.eval();
        int[] indices = chosen.stream().mapToInt(LabelledImage::index).toArray();
        return ForwardPass.of(images, indices, network, width, device);
    }
}
