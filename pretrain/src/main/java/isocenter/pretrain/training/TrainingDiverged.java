package isocenter.pretrain.training;

import java.util.Locale;

/**
 * The loss left the finite numbers or stayed far above its start, or the network came to represent all images alike: the
 * weights are of no use any more.
 */
public final class TrainingDiverged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String REMEDIES = " Try: a smaller optimizer.rate (a third of it), a longer"
            + " optimizer.warmupFraction, optimizer.clipNorm: 1, precision: fp32.";

    private static final String COLLAPSE_REMEDIES =
            " Try: a smaller optimizer.rate, a longer optimizer.warmupFraction, a"
                    + " larger batch, a momentum nearer to 1, for dino a lower teacherTemperature, for swav fewer prototypes or a"
                    + " queue; see whether the images differ at all.";

    private final long step;

    private TrainingDiverged(long step, String message) {
        super(message);
        this.step = step;
    }

    static TrainingDiverged notFinite(long step, double loss) {
        return diverged(step, "the loss is " + loss);
    }

    static TrainingDiverged tooHigh(long step, double loss, double start) {
        return diverged(
                step, String.format(Locale.ROOT, "the loss stays at %.4g, far above its start of %.4g", loss, start));
    }

    static TrainingDiverged collapsed(long step, double spread) {
        return new TrainingDiverged(
                step,
                String.format(
                        Locale.ROOT,
                        "training collapsed at step %d: all images are represented alike (embeddingStd %.2g, of 1 on an"
                                + " even sphere).%s",
                        step,
                        spread,
                        COLLAPSE_REMEDIES));
    }

    private static TrainingDiverged diverged(long step, String what) {
        return new TrainingDiverged(step, "training diverged at step " + step + ": " + what + "." + REMEDIES);
    }

    /** The step, counted from 1, whose loss showed it. */
    public long step() {
        return step;
    }
}
