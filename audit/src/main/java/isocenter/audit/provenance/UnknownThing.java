package isocenter.audit.provenance;

/** Nothing of that kind and name was made here. The message says which kinds there are. */
public class UnknownThing extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownThing(String message) {
        super(message);
    }
}
