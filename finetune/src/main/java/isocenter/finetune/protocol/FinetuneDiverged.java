package isocenter.finetune.protocol;

/** The loss of a full fine-tuning left the finite numbers; its weights are of no use any more. */
public final class FinetuneDiverged extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FinetuneDiverged(long step, double loss) {
        super("Fine-tuning diverged at step " + step + ": the loss is " + loss
                + ". Try a third of tuning.optimizer.rate, a longer warmupFraction, or clipNorm: 1");
    }
}
