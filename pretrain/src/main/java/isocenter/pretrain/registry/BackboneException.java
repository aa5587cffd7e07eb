package isocenter.pretrain.registry;

/** A backbone cannot be found, trusted or made; the message says what to do. */
public class BackboneException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BackboneException(String message) {
        super(message);
    }
}
