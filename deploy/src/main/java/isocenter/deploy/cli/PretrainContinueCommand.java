package isocenter.deploy.cli;

import isocenter.deploy.representation.BackboneJson;
import isocenter.deploy.worker.JobRunner;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.drift.Drift;
import isocenter.pretrain.drift.DriftReport;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes on with a backbone on what has come since. */
@Command(
        name = "continue",
        mixinStandardHelpOptions = true,
        description = {
            "Goes on with a backbone on a newer version of its dataset, by its recipe from its weights.",
            "First it says how the new images of the training part differ from those that the backbone has learned from:"
                    + " in its features (maximum mean discrepancy) and in how they were taken (total variation), each with"
                    + " how often chance does as much when whole patients are exchanged. The ledger keeps it."
        },
        footer = {
            "",
            "Example:",
            "  isocenter pretrain continue mae-vit-tiny-3f9a1c --dataset chest --drift-only",
            "  isocenter pretrain continue mae-vit-tiny-3f9a1c --dataset chest --epochs 20"
        })
final class PretrainContinueCommand extends ApplicationCommand {
    @Parameters(paramLabel = "BACKBONE", description = "Its id, as pretrain printed it.")
    private String backbone;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME[@VERSION]",
            description = "The newer version; without a version the newest.")
    private String dataset;

    @Option(names = "--drift-only", description = "Says how the images differ, and trains nothing.")
    private boolean driftOnly;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "0",
            description = "Passes over the training part. Default: as long as the recipe says.")
    private int epochs;

    @Option(names = "--seed", defaultValue = "1", description = "Of the permutations. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Inject
    Datasets datasets;

    @Inject
    Backbones backbones;

    @Inject
    Pretraining pretraining;

    @Inject
    Features features;

    @Inject
    Drift drift;

    @Inject
    JobRunner runner;

    @Override
    public Integer call() {
        DatasetVersion version = datasets.require(dataset);
        PretrainRecipe recipe = pretraining.continuing(backbones.require(backbone), epochs);
        DriftReport report = drift.report(features.of(backbone, version.id(), List.of("train")), seed);
        if (!json()) {
            DriftText.print(report, out());
            out().flush();
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("drift", DriftText.json(report));
        if (driftOnly) {
            print(result, () -> {});
            return ExitCode.OK;
        }
        BackboneVersion made = pretraining
                .existing(recipe, version)
                .orElseGet(() -> backbones.require(
                        JobProgress.run(runner, pretraining.submit(recipe, version), "pretrain " + recipe.objective())
                                .path("backbone")
                                .asText()));
        result.put("backbone", BackboneJson.of(made));
        print(result, () -> Outcomes.print(made, out()));
        return ExitCode.OK;
    }
}
