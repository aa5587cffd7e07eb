package isocenter.deploy.cli;

import isocenter.pretrain.registry.TrainingRank;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** A process that trains with others; {@code pretrain --processes} starts them. */
@Command(
        name = "pretrain-rank",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = {
            "Trains with other processes on one pretraining: started by the worker that has the job, which is rank 0.",
            "Which rank it is stands in RANK, WORLD_SIZE, MASTER_ADDR and MASTER_PORT, as torchrun sets them."
        },
        footer = {"", "Example:", "  isocenter pretrain-rank --job 6f1c2d3e-8a41-4c57-9b7d-0e5f6a7b8c9d"})
final class PretrainRankCommand extends ApplicationCommand {
    @Option(names = "--job", paramLabel = "ID", required = true, description = "The pretraining.")
    private @Nullable UUID job;

    @Inject
    TrainingRank rank;

    @Override
    public Integer call() {
        if (job != null) {
            rank.run(job, System.getenv());
        }
        return ExitCode.OK;
    }
}
