package isocenter.finetune.protocol;

/** A fine-tuning that would give no result or a dishonest one; nothing was done, and the message says what to change. */
public final class FinetuneRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FinetuneRefused(String message) {
        super(message);
    }
}
