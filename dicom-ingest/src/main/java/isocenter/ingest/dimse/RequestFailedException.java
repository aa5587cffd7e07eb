package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Status;

/** A node answered a request with a failure, or cannot be asked at all. */
public final class RequestFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isTransient;

    private RequestFailedException(String message, boolean isTransient) {
        super(message);
        this.isTransient = isTransient;
    }

    static RequestFailedException status(RemoteNode node, String what, int status) {
        return new RequestFailedException(
                "%s answered %s with status %04X (%s).".formatted(node.name(), what, status, words(status)),
                Status.isTransient(status));
    }

    static RequestFailedException unsupported(RemoteNode node, String what) {
        return new RequestFailedException(
                "%s does not offer %s to this AE title. Allow it there, or ask another node."
                        .formatted(node.name(), what),
                false);
    }

    /** True when the same request may succeed later. */
    boolean isTransient() {
        return isTransient;
    }

    /** PS3.4 tables C.4-1 to C.4-3. The node's own comment is not repeated: it may quote what was asked. */
    private static String words(int status) {
        if (status == 0xA801) {
            return "it does not know the AE title that the objects are to be sent to; add ours to its list of peers";
        }
        if (status == Status.DATA_SET_DOES_NOT_MATCH_SOP_CLASS) {
            return "it does not understand the query";
        }
        if (status == Status.SOP_CLASS_NOT_SUPPORTED || status == Status.UNRECOGNIZED_OPERATION) {
            return "it does not offer this";
        }
        return switch (status & 0xF000) {
            case 0xA000 -> "it is out of resources; try again later";
            case 0xC000 -> "it could not process this";
            case 0xB000 -> "some of it failed";
            default -> "it refused; see PS3.7 annex C";
        };
    }
}
