package isocenter.pretrain.registry;

import java.util.Map;
import java.util.UUID;

/** Starts processes of this build on this machine that train together with the one that asks. */
public interface RankLauncher {
    /**
     * Starts one that runs {@link TrainingRank}.
     *
     * @param number of the rank, for its log's name
     * @param environment what it must find in its environment to join
     */
    Process start(UUID job, int number, Map<String, String> environment);
}
