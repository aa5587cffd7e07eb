package isocenter.pretrain.training;

import static org.bytedeco.pytorch.global.torch.manual_seed;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.objective.Painting;
import isocenter.pretrain.objective.Pass;
import isocenter.pretrain.objective.ViewBatch;
import isocenter.pretrain.parallel.Ranks;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Precision;
import isocenter.pretrain.tensor.StepScope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * An image, what a run's network was shown of it, and what it made of that. Each has the pixels of the image, row by row, about
 * [0, 1].
 */
public record Reconstruction(float[] image, float[] shown, float[] painted) {
    /**
     * Has the newest checkpoint of a run paint images, which keeps what the backbone alone has lost: the decoder.
     *
     * @param images at the recipe's size, from the run's dataset
     * @param pool that the run was trained on
     * @param chosen indices of the images to paint
     * @throws IllegalArgumentException when the objective paints nothing, or the run's checkpoints are gone
     */
    public static List<Reconstruction> of(
            PretrainRecipe recipe, Path runFolder, ImageSet images, int[] pool, int[] chosen, Device device) {
        TrainingRun run = new TrainingRun(recipe, null, recipe.stepsFor(pool.length), device, Ranks.alone());
        String fingerprint = RunFingerprint.of(recipe, TrainingSet.of(images), pool);
        if (run.restore(new Checkpoints(runFolder, fingerprint, Retention.NEWEST)) == 0) {
            throw new IllegalArgumentException(
                    "the checkpoints of this run are gone, and with them the decoder that paints");
        }
        run.objective().module().train(false);
        manual_seed(recipe.seed());
        try (StepScope scope = device.openStep();
                NoGradGuard noGradient = new NoGradGuard()) {
            Painting painting = run.objective()
                    .painting(ViewBatch.of(device.place(batch(images, chosen)), 1), new Pass(0, device, Precision.FP32))
                    .orElseThrow(() -> new IllegalArgumentException(
                            recipe.objective() + " paints nothing: mae, simmim and context-restoration do"));
            return rows(images, chosen, painting);
        }
    }

    private static Tensor batch(ImageSet images, int[] chosen) {
        int pixels = images.size() * images.size();
        float[] values = new float[chosen.length * pixels];
        for (int i = 0; i < chosen.length; i++) {
            images.read(chosen[i], values, i * pixels);
        }
        return Tensor.create(values, chosen.length, 1, images.size(), images.size());
    }

    private static List<Reconstruction> rows(ImageSet images, int[] chosen, Painting painting) {
        List<Reconstruction> rows = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            float[] image = new float[images.size() * images.size()];
            images.read(chosen[i], image, 0);
            rows.add(new Reconstruction(image, values(painting.shown(), i), values(painting.painted(), i)));
        }
        return rows;
    }

    private static float[] values(Tensor pictures, int index) {
        Tensor one = pictures.select(0, index).cpu().contiguous();
        float[] values = new float[(int) one.numel()];
        new FloatPointer(one.data_ptr()).capacity(values.length).get(values);
        return values;
    }
}
