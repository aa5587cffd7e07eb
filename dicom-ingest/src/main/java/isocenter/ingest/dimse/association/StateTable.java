package isocenter.ingest.dimse.association;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** PS3.8 table 9-10: which action an event causes in a state. */
final class StateTable {
    /** A row for each event, a column for each state, as the standard prints it; - where the event cannot happen. */
    private static final String[] ROWS = {
        // Sta 1    2     3     4     5     6     7     8     9     10    11    12    13
        "AE_1  -     -     -     -     -     -     -     -     -     -     -     -",
        "-     -     -     AE_2  -     -     -     -     -     -     -     -     -",
        "-     AA_1  AA_8  -     AE_3  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_6",
        "-     AA_1  AA_8  -     AE_4  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_6",
        "AE_5  -     -     -     -     -     -     -     -     -     -     -     -",
        "-     AE_6  AA_8  -     AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_7",
        "-     -     AE_7  -     -     -     -     -     -     -     -     -     -",
        "-     -     AE_8  -     -     -     -     -     -     -     -     -     -",
        "-     -     -     -     -     DT_1  -     AR_7  -     -     -     -     -",
        "-     AA_1  AA_8  -     AA_8  DT_2  AR_6  AA_8  AA_8  AA_8  AA_8  AA_8  AA_6",
        "-     -     -     -     -     AR_1  -     -     -     -     -     -     -",
        "-     AA_1  AA_8  -     AA_8  AR_2  AR_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_6",
        "-     AA_1  AA_8  -     AA_8  AA_8  AR_3  AA_8  AA_8  AR_10 AR_3  AA_8  AA_6",
        "-     -     -     -     -     -     -     AR_4  AR_9  -     -     AR_4  -",
        "-     -     AA_1  AA_2  AA_1  AA_1  AA_1  AA_1  AA_1  AA_1  AA_1  AA_1  -",
        "-     AA_2  AA_3  -     AA_3  AA_3  AA_3  AA_3  AA_3  AA_3  AA_3  AA_3  AA_2",
        "-     AA_5  AA_4  AA_4  AA_4  AA_4  AA_4  AA_4  AA_4  AA_4  AA_4  AA_4  AR_5",
        "-     AA_2  -     -     -     -     -     -     -     -     -     -     AA_2",
        "-     AA_1  AA_8  -     AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_8  AA_7",
    };

    private static final @Nullable Action[][] ACTIONS = parse();

    private StateTable() {}

    /** The action; empty where the standard leaves the cell empty. */
    static Optional<Action> action(Event event, State state) {
        return Optional.ofNullable(ACTIONS[event.ordinal()][state.ordinal()]);
    }

    private static @Nullable Action[][] parse() {
        @Nullable Action[][] actions = new @Nullable Action[ROWS.length][];
        for (int row = 0; row < ROWS.length; row++) {
            String[] cells = ROWS[row].split(" +", -1);
            actions[row] = new @Nullable Action[cells.length];
            for (int column = 0; column < cells.length; column++) {
                actions[row][column] = cells[column].equals("-") ? null : Action.valueOf(cells[column]);
            }
        }
        return actions;
    }
}
