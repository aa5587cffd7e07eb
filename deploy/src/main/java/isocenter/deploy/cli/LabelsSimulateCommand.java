package isocenter.deploy.cli;

import isocenter.annotate.selection.LabelPools;
import isocenter.annotate.selection.Simulation;
import isocenter.annotate.selection.SimulationSvg;
import isocenter.annotate.selection.Strategy;
import isocenter.audit.content.DurableFile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Replays a labelled dataset to see what a strategy would have been worth. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Replays a labelled dataset: hides the labels of the training part, shows those that a strategy asks for, fits a"
                    + " linear probe to them and judges it on the validation part.",
            "AUROC is the mean over seeds, its interval 95 %% by resampling patients; beside it the difference to random labels."
                    + " The test part is not read."
        },
        footer = {
            "",
            "Example:",
            "  isocenter labels simulate --dataset chest --backbone mae-vit-tiny-3f9a1c --task pneumonia --strategies"
                    + " random,margin,typicality --budgets 10,20,40,80 --seeds 1,2,3,4,5 --picture labels.svg"
        })
final class LabelsSimulateCommand extends ApplicationCommand {
    @Option(names = "--dataset", required = true, paramLabel = "NAME[@VERSION]", description = "Whose patients.")
    private String dataset;

    @Option(names = "--backbone", required = true, paramLabel = "BACKBONE", description = "Whose features.")
    private String backbone;

    @Option(names = "--task", required = true, paramLabel = "NAME", description = "Whose newest labels.")
    private String task;

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "STRATEGY",
            defaultValue = "random,uncertainty,margin,core-set,typicality,cluster-balanced",
            description = "Default: ${DEFAULT-VALUE}")
    private List<String> strategies;

    @Option(
            names = "--budgets",
            split = ",",
            paramLabel = "N",
            defaultValue = "10,20,40,80",
            description = "Labels in all, rising. Default: ${DEFAULT-VALUE}")
    private List<Integer> budgets;

    @Option(
            names = "--seeds",
            split = ",",
            paramLabel = "SEED",
            defaultValue = "1,2,3,4,5",
            description = "Default: ${DEFAULT-VALUE}")
    private List<Long> seeds;

    @Option(
            names = "--start",
            paramLabel = "STRATEGY",
            defaultValue = "random",
            description =
                    "The first budget of strategies that need labels: random or another. Default: ${DEFAULT-VALUE}")
    private String start;

    @Option(names = "--picture", paramLabel = "FILE.svg", description = "Draws AUROC against labels.")
    private @Nullable Path picture;

    @Inject
    Features features;

    @Inject
    LabelPools pools;

    @Override
    public Integer call() {
        List<Strategy> chosen = strategies.stream().map(Strategy::named).toList();
        Strategy first = Strategy.named(start);
        Simulation.Replay replay = pools.replay(features.of(backbone, dataset, List.of("train", "validation")), task);
        Simulation.Result result = Simulation.run(replay, chosen, budgets, seeds, first);
        if (picture != null) {
            String title = "Labels of " + task + ", " + dataset + ", " + backbone;
            DurableFile.write(
                    picture.toAbsolutePath(), SimulationSvg.draw(title, result).getBytes(StandardCharsets.UTF_8));
        }
        print(SimulationTable.json(replay, result, seeds), () -> SimulationTable.print(replay, result, seeds, out()));
        return ExitCode.OK;
    }
}
