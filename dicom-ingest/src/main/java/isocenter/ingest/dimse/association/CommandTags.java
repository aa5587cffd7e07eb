package isocenter.ingest.dimse.association;

/** Elements of command sets (PS3.7 annex E.1). */
public final class CommandTags {
    static final int GROUP_LENGTH = 0x00000000;
    public static final int AFFECTED_SOP_CLASS_UID = 0x00000002;
    public static final int REQUESTED_SOP_CLASS_UID = 0x00000003;
    static final int COMMAND_FIELD = 0x00000100;
    public static final int MESSAGE_ID = 0x00000110;
    public static final int MESSAGE_ID_BEING_RESPONDED_TO = 0x00000120;
    public static final int MOVE_DESTINATION = 0x00000600;
    public static final int PRIORITY = 0x00000700;
    static final int DATA_SET_TYPE = 0x00000800;
    public static final int STATUS = 0x00000900;
    public static final int ERROR_COMMENT = 0x00000902;
    public static final int AFFECTED_SOP_INSTANCE_UID = 0x00001000;
    public static final int REQUESTED_SOP_INSTANCE_UID = 0x00001001;
    public static final int EVENT_TYPE_ID = 0x00001002;
    public static final int ACTION_TYPE_ID = 0x00001008;
    public static final int REMAINING_SUB_OPERATIONS = 0x00001020;
    public static final int COMPLETED_SUB_OPERATIONS = 0x00001021;
    public static final int FAILED_SUB_OPERATIONS = 0x00001022;
    public static final int WARNING_SUB_OPERATIONS = 0x00001023;

    private CommandTags() {}

    static boolean isUid(int tag) {
        return tag == AFFECTED_SOP_CLASS_UID
                || tag == REQUESTED_SOP_CLASS_UID
                || tag == AFFECTED_SOP_INSTANCE_UID
                || tag == REQUESTED_SOP_INSTANCE_UID;
    }
}
