package isocenter.pretrain.weights;

/** A weights file cannot be used; the message says why and what to take instead. */
public final class WeightsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WeightsException(String message) {
        super(message);
    }
}
