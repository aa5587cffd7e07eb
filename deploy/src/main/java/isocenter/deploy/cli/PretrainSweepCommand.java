package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.worker.JobFailed;
import isocenter.deploy.worker.JobRunner;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.comparison.Comparisons;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.recipe.RecipeVariation;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.training.PretrainRecipe;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pretrains by all recipes that a recipe with lists stands for. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description = {
            "Pretrains by every recipe that a recipe with lists stands for, and ranks the backbones by the linear probe.",
            "A list may stand wherever one value is expected: rate: [1e-4, 5e-4], seed: [1, 2, 3]. Recipes that differ by"
                    + " their seed alone share a row. A run that diverges is reported and the others go on; runs that"
                    + " were finished before are not repeated.",
            "The first of many is flattered by chance: its interval does not know how many were tried. Judge it again"
                    + " on labels that did not choose it."
        },
        footer = {"", "Example:", "  isocenter pretrain sweep rates.yaml --dataset chest --task pneumonia --baselines"})
final class PretrainSweepCommand extends ApplicationCommand {
    @Parameters(paramLabel = "RECIPE", description = "A YAML file with lists.")
    private String recipe;

    @Option(names = "--dataset", required = true, paramLabel = "NAME[@VERSION]", description = "What to learn from.")
    private String dataset;

    @Option(names = "--task", required = true, paramLabel = "NAME", description = "Whose newest labels judge.")
    private String task;

    @Option(
            names = "--baselines",
            description = "Mean grey, grey histogram and 8x8 pixels beside them, through the same probes.")
    private boolean baselines;

    @Inject
    Datasets datasets;

    @Inject
    Pretraining pretraining;

    @Inject
    Comparisons comparisons;

    @Inject
    JobRunner runner;

    @Override
    public Integer call() {
        List<RecipeVariation<PretrainRecipe>> variations = RecipeReader.readAll(recipe, PretrainRecipe.class);
        DatasetVersion version = datasets.require(dataset);
        List<SweepOutcome.Run> runs = new ArrayList<>();
        for (RecipeVariation<PretrainRecipe> variation : variations) {
            runs.add(run(variation, version, (runs.size() + 1) + "/" + variations.size()));
        }
        List<String> made = runs.stream()
                .filter(run -> run.failure() == null)
                .map(SweepOutcome.Run::backbone)
                .toList();
        if (made.isEmpty()) {
            throw new JobFailed("None of the " + runs.size() + " runs came to an end. The first: "
                    + runs.get(0).failure());
        }
        UUID judging = comparisons.submit(version, task, made, List.of(), baselines, List.of(1L));
        JsonNode table = JobProgress.run(runner, judging, "evaluate");
        SweepOutcome outcome = SweepOutcome.of(runs, table);
        print(outcome.json(), () -> outcome.print(out()));
        return made.size() == runs.size() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private SweepOutcome.Run run(RecipeVariation<PretrainRecipe> variation, DatasetVersion version, String place) {
        PretrainRecipe read = variation.recipe();
        try {
            String id = pretraining
                    .existing(read, version)
                    .map(backbone -> backbone.id)
                    .orElseGet(() -> JobProgress.run(
                                    runner,
                                    pretraining.submit(read, version),
                                    "pretrain " + place + " " + read.objective())
                            .path("backbone")
                            .asText());
            return new SweepOutcome.Run(variation.settings(), id, null);
        } catch (JobFailed e) {
            System.err.println("pretrain " + place + " (" + described(variation.settings()) + "): " + e.getMessage());
            return new SweepOutcome.Run(variation.settings(), "", e.getMessage());
        }
    }

    /** Settings and their values, as a person writes them. */
    static String described(Map<String, String> settings) {
        return settings.isEmpty()
                ? "as written"
                : settings.entrySet().stream()
                        .map(setting -> setting.getKey() + " " + setting.getValue())
                        .collect(Collectors.joining(", "));
    }
}
