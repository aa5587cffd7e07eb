package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.worker.JobRunner;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.comparison.Comparisons;
import isocenter.pretrain.recipe.BackboneSpec;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares backbones by frozen features. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Compares backbones by their frozen features: nearest neighbours and a linear probe learn from labelled"
                    + " patients of the training part and are judged on those of the validation part.",
            "Backbones that differ by their seed alone share a row, with means over the seeds. Intervals are 95 %%, by"
                    + " resampling patients. The test part is not read."
        },
        footer = {
            "",
            "Example:",
            "  isocenter pretrain evaluate --task pneumonia --dataset chest mae-vit-tiny-3f9a1c --random vit-tiny"
                    + " --baselines"
        })
final class PretrainEvaluateCommand extends ApplicationCommand {
    @Parameters(arity = "0..*", paramLabel = "BACKBONE", description = "As pretrain printed them.")
    private List<String> backbones = List.of();

    @Option(names = "--task", required = true, paramLabel = "NAME", description = "Whose newest labels judge.")
    private String task;

    @Option(names = "--dataset", required = true, paramLabel = "NAME[@VERSION]", description = "Whose patients judge.")
    private String dataset;

    @Option(
            names = "--random",
            split = ",",
            paramLabel = "ARCHITECTURE",
            description = "Random weights beside them: vit-tiny, vit-small, vit-base, resnet-18, resnet-50.")
    private List<String> random = List.of();

    @Option(
            names = "--image",
            defaultValue = "96",
            description = "Pixels for random weights. Default: ${DEFAULT-VALUE}")
    private int image;

    @Option(
            names = "--patch",
            defaultValue = "8",
            description = "Patch of a ViT with random weights. Default: ${DEFAULT-VALUE}")
    private int patch;

    @Option(
            names = "--baselines",
            description = "Mean grey, grey histogram and 8x8 pixels beside them, through the same probes.")
    private boolean baselines;

    @Option(
            names = "--seed",
            split = ",",
            paramLabel = "SEED",
            defaultValue = "1,2,3",
            description =
                    "Seeds of random weights; the first is that of folds and resampling. Default: ${DEFAULT-VALUE}")
    private List<Long> seeds;

    @Inject
    Datasets datasets;

    @Inject
    Comparisons comparisons;

    @Inject
    JobRunner runner;

    @Override
    public Integer call() {
        List<BackboneSpec> untrained = random.stream()
                .map(name -> new BackboneSpec(name, name.startsWith("vit") ? patch : 0, image))
                .toList();
        UUID job = comparisons.submit(datasets.require(dataset), task, backbones, untrained, baselines, seeds);
        JsonNode result = JobProgress.run(runner, job, "evaluate");
        print(result, () -> EvaluationTable.print(result, out()));
        return ExitCode.OK;
    }
}
