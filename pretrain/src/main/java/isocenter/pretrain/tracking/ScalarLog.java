package isocenter.pretrain.tracking;

import java.util.Map;

/** Takes a run's numbers, step by step. A log that cannot be written must not end the training. */
interface ScalarLog {
    /**
     * The run goes on after a step: what was told beyond it will be told again.
     *
     * @param done steps taken already, 1 or more
     */
    void resumed(long done);

    /** @param values finite numbers by name */
    void scalars(long step, Map<String, Double> values);

    /**
     * Nothing more will be told by this attempt.
     *
     * @param finished whether the run is at its end, or may go on later
     */
    void end(boolean finished);
}
