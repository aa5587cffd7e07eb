package isocenter.deploy.cli;

import isocenter.annotate.selection.Choice;
import isocenter.annotate.selection.LabelPools;
import isocenter.annotate.selection.Selection;
import isocenter.annotate.selection.Strategy;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Chooses what to label next. */
@Command(
        name = "select",
        mixinStandardHelpOptions = true,
        description = {
            "Chooses images to label next by a backbone's features, and says why each: one of a study, and of every patient one"
                    + " before anybody's second.",
            "Strategies: random, uncertainty, margin, core-set, typicality, cluster-balanced. uncertainty and margin need the"
                    + " task's first labels. Prints CSV with a header line."
        },
        footer = {
            "",
            "Example:",
            "  isocenter labels select --dataset chest --backbone mae-vit-tiny-3f9a1c --strategy typicality --budget 50"
        })
final class LabelsSelectCommand extends ApplicationCommand {
    @Option(names = "--dataset", required = true, paramLabel = "NAME[@VERSION]", description = "Whose images.")
    private String dataset;

    @Option(names = "--backbone", required = true, paramLabel = "BACKBONE", description = "Whose features.")
    private String backbone;

    @Option(names = "--strategy", required = true, paramLabel = "STRATEGY", description = "One of those above.")
    private String strategy;

    @Option(names = "--budget", required = true, paramLabel = "N", description = "How many, 1 or more.")
    private int budget;

    @Option(names = "--task", paramLabel = "NAME", description = "Whose newest labels are there already.")
    private @Nullable String task;

    @Option(
            names = "--balance",
            paramLabel = "sex|ageBand|site|modality",
            description = "Chooses from the group with the fewest labels each time.")
    private @Nullable String balance;

    @Option(
            names = "--part",
            split = ",",
            paramLabel = "PART",
            defaultValue = "train",
            description = "train, validation, test or all. Default: ${DEFAULT-VALUE}")
    private List<String> parts;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same one chooses the same. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Inject
    Features features;

    @Inject
    LabelPools pools;

    @Override
    public Integer call() {
        Strategy chosen = Strategy.named(strategy);
        List<Choice> choices = Selection.choose(
                chosen, pools.pool(features.of(backbone, dataset, parts), task, balance), budget, seed);
        print(choices, () -> print(choices));
        if (choices.size() < budget) {
            spec().commandLine().getErr().printf("only %d studies are without a label%n", choices.size());
        }
        return ExitCode.OK;
    }

    private void print(List<Choice> choices) {
        out().println("study,instance,why");
        choices.forEach(
                choice -> out().println(choice.study() + "," + choice.instance() + ",\"" + choice.why() + "\""));
    }
}
