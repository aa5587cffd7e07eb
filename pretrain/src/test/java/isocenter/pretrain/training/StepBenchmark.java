package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.manual_seed;
import static org.bytedeco.pytorch.global.torch.zeros;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.backbone.Layers;
import isocenter.pretrain.objective.DecoderSpec;
import isocenter.pretrain.objective.MaeSpec;
import isocenter.pretrain.objective.ObjectiveSpec;
import isocenter.pretrain.objective.ProjectionSpec;
import isocenter.pretrain.objective.SimClrSpec;
import isocenter.pretrain.objective.SimMimSpec;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.tensor.Autocast;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.StepScope;
import isocenter.pretrain.view.ViewSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Our half of the comparison in {@code deploy/bench/training}. Arguments: network (mae, simclr, mae-vits, simclr-r50,
 * simmim-vits), mode (train, loop, features, finetune), precision (fp32, bf16), batch, threads. For each line {@code run K} on
 * the standard input it takes K steps and prints {@code seconds <s> loss <l> resident <bytes> waiting <s>}.
 */
public final class StepBenchmark {
    private static final int IMAGES = 1024;
    private static final long FOREVER = 1_000_000;

    private StepBenchmark() {}

    /** Runs until the standard input ends. */
    public static void main(String[] arguments) throws IOException {
        String objective = arguments[0];
        String mode = arguments[1];
        int batch = Integer.parseInt(arguments[3]);
        PretrainRecipe recipe = recipe(objective, arguments[2], batch, Integer.parseInt(arguments[4]));
        Device device = Device.cpu();
        Libtorch.useThreads(recipe.threads());
        manual_seed(recipe.seed());
        Stepper stepper = mode.equals("train") || mode.equals("loop")
                ? new Training(recipe, device, mode.equals("loop") ? views(objective) : recipe.views())
                : new Encoding(recipe, device, mode);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            int steps = Integer.parseInt(line.split(" ")[1]);
            double loss = Double.NaN;
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                loss = stepper.step();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "seconds %.6f loss %.6f resident %d waiting %.6f%n",
                    seconds,
                    loss,
                    Pointer.physicalBytes(),
                    stepper.waited());
            System.out.flush();
        }
    }

    private interface Stepper {
        double step();

        /** Seconds spent waiting for batches since it was last asked. */
        default double waited() {
            return 0;
        }
    }

    /** Small networks at 96 pixels, or those that papers use, at 224. */
    private static BackboneSpec backbone(String network) {
        return switch (network) {
            case "mae" -> new BackboneSpec("vit-tiny", 8, 96);
            case "simclr" -> new BackboneSpec("resnet-18", 0, 96);
            case "mae-vits", "simmim-vits" -> new BackboneSpec("vit-small", 16, 224);
            case "simclr-r50" -> new BackboneSpec("resnet-50", 0, 224);
            default -> throw new IllegalArgumentException("no network " + network);
        };
    }

    private static ObjectiveSpec objective(String network) {
        return switch (network) {
            case "mae", "mae-vits" -> new MaeSpec(0.75, new DecoderSpec(128, 2, 4));
            case "simmim-vits" -> new SimMimSpec(0.75, 16);
            case "simclr-r50" -> new SimClrSpec(0.2, new ProjectionSpec(2048, 128, 2));
            default -> new SimClrSpec(0.2, new ProjectionSpec(512, 128, 2));
        };
    }

    /** Those of the peer's transforms that keep a radiograph's meaning. */
    private static ViewSpec views(String network) {
        boolean pairs = network.startsWith("simclr");
        return new ViewSpec(
                "chest-radiograph",
                new ViewSpec.Crop(0.3, 1, 4.0 / 3, null),
                null,
                pairs ? new ViewSpec.Jitter(0.5, 0.5, null) : null,
                null,
                pairs ? new ViewSpec.Blur(0.5, 1, null) : null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static PretrainRecipe recipe(String objective, String precision, int batch, int threads) {
        return new PretrainRecipe(
                objective.split("-")[0],
                backbone(objective),
                null,
                ViewSpec.none("chest-radiograph"),
                null,
                null,
                objective(objective),
                batch,
                1,
                null,
                0,
                0,
                (int) FOREVER,
                new OptimizerSpec(1e-4, 0.05, 0.9, 0.95, 0.0, 0.0, 0),
                precision,
                7,
                1000,
                threads);
    }

    /** The whole training step as the product takes it, input included; with others where torchrun's variables say so. */
    private static final class Training implements Stepper {
        private final TrainingRun run;
        private final BatchLoader loader;
        private final Pace pace;
        private long done;
        private double waited;

        Training(PretrainRecipe recipe, Device device, ViewSpec views) {
            Ranks ranks = Ranks.join(System.getenv(), device);
            run = new TrainingRun(recipe, null, FOREVER, device, ranks);
            pace = new Pace(recipe.batch(), System.nanoTime());
            loader = loader(recipe, run.objective().views(), views, device, ranks);
        }

        @Override
        public double step() {
            long start = System.nanoTime();
            TrainingStep step = run.step(loader, done++, pace);
            waited += Objects.requireNonNull(step.diagnostics().get("inputWait")) * (System.nanoTime() - start) / 1e9;
            return step.loss();
        }

        @Override
        public double waited() {
            double seconds = waited;
            waited = 0;
            return seconds;
        }
    }

    /** Feature extraction, or a full fine-tuning step with a linear classifier of two classes. */
    private static final class Encoding implements Stepper {
        private final Backbone backbone;
        private final LinearImpl head;
        private final Optimizer optimizer;
        private final BatchLoader loader;
        private final Tensor labels;
        private final Device device;
        private final Precision precision;
        private final boolean training;

        Encoding(PretrainRecipe recipe, Device device, String mode) {
            this.device = device;
            training = mode.equals("finetune");
            precision = Precision.of(recipe.precision());
            backbone = Backbone.create(recipe.backbone());
            backbone.module().train(training);
            head = Layers.linear(backbone.featureCount(), 2, true);
            List<ParameterGroup> groups = new ArrayList<>(ParameterGroup.of(backbone.module(), 0.05));
            groups.addAll(ParameterGroup.of(head, 0.05));
            optimizer = Optimizer.of(recipe.optimizer(), groups);
            loader = loader(recipe, 1, recipe.views(), device, Ranks.alone());
            labels = zeros(new long[] {recipe.batch()}, new TensorOptions(ScalarType.Long));
        }

        @Override
        public double step() {
            try (BatchLoader.Batch batch = loader.next();
                    StepScope scope = device.openStep()) {
                if (!training) {
                    try (NoGradGuard noGradient = new NoGradGuard();
                            Autocast mixed = device.autocast(precision)) {
                        return backbone.features(batch.images()).sum().item_double();
                    }
                }
                Tensor logits;
                try (Autocast mixed = device.autocast(precision)) {
                    logits = head.forward(backbone.features(batch.images()));
                }
                Tensor loss = cross_entropy(logits.to(ScalarType.Float), labels);
                double value = loss.item_double();
                loss.backward();
                optimizer.clipGradients(0);
                optimizer.step(1e-4);
                return value;
            }
        }
    }

    private static BatchLoader loader(PretrainRecipe recipe, int count, ViewSpec views, Device device, Ranks ranks) {
        DataOrder order = new DataOrder(7, IntStream.range(0, IMAGES).toArray(), recipe.batch(), ranks, 1);
        Noise images = new Noise(recipe.backbone().image());
        return new BatchLoader(
                new RecipeViews(images, views, null), order, recipe.batch() / ranks.size(), count, device, 0, FOREVER);
    }

    /** Smooth random images held as unsigned 16-bit integers. */
    private static final class Noise implements ImageSet {
        private final int size;
        private final short[][] pixels;

        Noise(int size) {
            this.size = size;
            pixels = new short[IMAGES][size * size];
            SplittableRandom random = new SplittableRandom(3);
            for (short[] image : pixels) {
                double value = 0.5;
                for (int i = 0; i < image.length; i++) {
                    value = Math.min(1, Math.max(0, value + (random.nextDouble() - 0.5) * 0.1));
                    image[i] = (short) (int) (value * 65535);
                }
            }
        }

        @Override
        public int count() {
            return IMAGES;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void read(int index, float[] target, int offset) {
            short[] image = pixels[index];
            for (int i = 0; i < image.length; i++) {
                target[offset + i] = (image[i] & 0xFFFF) * (1f / 65535f);
            }
        }

        @Override
        public String instance(int index) {
            return "instance-" + index;
        }

        @Override
        public String patient(int index) {
            return "patient-" + index;
        }
    }
}
