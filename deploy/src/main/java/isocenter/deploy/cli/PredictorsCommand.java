package isocenter.deploy.cli;

import isocenter.deploy.representation.PredictorJson;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists predictors. */
@Command(
        name = "predictors",
        mixinStandardHelpOptions = true,
        description = "Lists predictors, newest first: what each started from, with how many labels, and its AUROC.",
        footer = {"", "Example:", "  isocenter predictors --task pneumonia --json"})
final class PredictorsCommand extends ApplicationCommand {
    @Option(names = "--task", defaultValue = "", paramLabel = "NAME", description = "Only of this task.")
    private String task;

    @Inject
    Predictors predictors;

    @Override
    public Integer call() {
        List<PredictorVersion> listed = predictors.all().stream()
                .filter(predictor -> task.isEmpty() || predictor.task.equals(task))
                .toList();
        print(
                listed.stream().map(PredictorJson::of).toList(),
                () -> listed.forEach(predictor -> Outcomes.print(predictor, out())));
        return ExitCode.OK;
    }
}
