package isocenter.deploy.worker;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.pretrain.registry.RankLauncher;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;

/** Ranks of a pretraining as processes of this build. */
@ApplicationScoped
class RankProcesses implements RankLauncher {
    private final IsocenterHome home;

    RankProcesses(IsocenterHome home) {
        this.home = home;
    }

    @Override
    public Process start(UUID job, int number, Map<String, String> environment) {
        return WorkerProcess.forRank(home.path(), job, number, environment);
    }
}
