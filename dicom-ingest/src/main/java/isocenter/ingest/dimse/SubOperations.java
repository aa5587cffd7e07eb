package isocenter.ingest.dimse;

import isocenter.ingest.dimse.association.Command;
import isocenter.ingest.dimse.association.CommandTags;

/** How far a C-GET or C-MOVE is, as the node counts it (PS3.7 9.1.3, 9.1.4); a number it does not tell is 0. */
record SubOperations(int remaining, int completed, int failed, int warning) {
    static final SubOperations NONE = new SubOperations(0, 0, 0, 0);

    static SubOperations of(Command response) {
        return new SubOperations(
                response.number(CommandTags.REMAINING_SUB_OPERATIONS).orElse(0),
                response.number(CommandTags.COMPLETED_SUB_OPERATIONS).orElse(0),
                response.number(CommandTags.FAILED_SUB_OPERATIONS).orElse(0),
                response.number(CommandTags.WARNING_SUB_OPERATIONS).orElse(0));
    }

    /** Objects that arrived. */
    int arrived() {
        return completed + warning;
    }
}
