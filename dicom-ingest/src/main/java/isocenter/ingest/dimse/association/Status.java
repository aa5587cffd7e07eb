package isocenter.ingest.dimse.association;

/** Status codes of DIMSE responses (PS3.7 annex C, PS3.4 B.2.3, C.4). */
public final class Status {
    public static final int SUCCESS = 0x0000;
    public static final int PROCESSING_FAILURE = 0x0110;
    public static final int NO_SUCH_OBJECT_INSTANCE = 0x0112;
    public static final int INVALID_ARGUMENT_VALUE = 0x0115;
    public static final int CLASS_INSTANCE_CONFLICT = 0x0119;
    public static final int SOP_CLASS_NOT_SUPPORTED = 0x0122;
    public static final int NO_SUCH_ACTION = 0x0123;
    public static final int UNRECOGNIZED_OPERATION = 0x0211;
    public static final int OUT_OF_RESOURCES = 0xA700;
    public static final int DATA_SET_DOES_NOT_MATCH_SOP_CLASS = 0xA900;
    public static final int WARNING = 0xB000;
    public static final int CANNOT_UNDERSTAND = 0xC000;
    public static final int CANCELLED = 0xFE00;
    public static final int PENDING = 0xFF00;
    public static final int PENDING_WITHOUT_OPTIONAL_KEYS = 0xFF01;

    private Status() {}

    public static boolean isPending(int status) {
        return status == PENDING || status == PENDING_WITHOUT_OPTIONAL_KEYS;
    }

    /** True for what PS3.7 annex C.2 and C.3 call success or a warning. */
    public static boolean isDone(int status) {
        return status == SUCCESS
                || (status & 0xF000) == WARNING
                || status == 0x0001
                || status == 0x0107
                || status == 0x0116;
    }

    /** True for refusals that a later try may not meet. */
    public static boolean isTransient(int status) {
        return (status & 0xFF00) == OUT_OF_RESOURCES || status == PROCESSING_FAILURE || status == 0x0213;
    }
}
