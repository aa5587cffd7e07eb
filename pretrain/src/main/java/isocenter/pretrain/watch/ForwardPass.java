package isocenter.pretrain.watch;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.StepScope;
import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** A network's answers to many images, a batch at a time, without gradients and without random views. */
public final class ForwardPass {
    private static final int BATCH = 64;

    private ForwardPass() {}

    /**
     * Runs the network as it is: switch it to evaluation before.
     *
     * @param chosen indices of images
     * @param network [N, 1, H, W] → [N, width] or as many values
     * @return [chosen][width]
     */
    public static double[][] of(
            ImageSet images, int[] chosen, UnaryOperator<Tensor> network, int width, Device device) {
        int pixels = images.size() * images.size();
        double[][] result = new double[chosen.length][width];
        for (int from = 0; from < chosen.length; from += BATCH) {
            int count = Math.min(BATCH, chosen.length - from);
            float[] batch = new float[count * pixels];
            for (int i = 0; i < count; i++) {
                images.read(chosen[from + i], batch, i * pixels);
            }
            try (StepScope scope = device.openStep();
                    NoGradGuard noGradient = new NoGradGuard()) {
                Tensor input = device.place(Tensor.create(batch, count, 1, images.size(), images.size()));
                float[] output = new float[count * width];
                network.apply(input).cpu().contiguous().data_ptr_float().get(output);
                for (int i = 0; i < output.length; i++) {
                    result[from + i / width][i % width] = output[i];
                }
            }
        }
        return result;
    }
}
