package isocenter.pretrain.training;

import java.util.Locale;

/** The loss left the finite numbers, or stayed far above its start: the weights are of no use any more. */
public final class TrainingDiverged extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String REMEDIES = " Try: a smaller optimizer.rate (a third of it), a longer"
            + " optimizer.warmupFraction, optimizer.clipNorm: 1, precision: fp32.";

    private final long step;

    TrainingDiverged(long step, String what) {
        super("training diverged at step " + step + ": " + what + "." + REMEDIES);
        this.step = step;
    }

    static TrainingDiverged notFinite(long step, double loss) {
        return new TrainingDiverged(step, "the loss is " + loss);
    }

    static TrainingDiverged tooHigh(long step, double loss, double start) {
        return new TrainingDiverged(
                step, String.format(Locale.ROOT, "the loss stays at %.4g, far above its start of %.4g", loss, start));
    }

    /** The step, counted from 1, whose loss showed it. */
    public long step() {
        return step;
    }
}
