package isocenter.deploy.cli;

import isocenter.annotate.task.LabelTask;
import isocenter.annotate.task.LabelTasks;
import isocenter.deploy.representation.PredictorJson;
import isocenter.deploy.worker.JobRunner;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import isocenter.finetune.protocol.FinetuneRecipe;
import isocenter.finetune.protocol.Finetuning;
import isocenter.finetune.protocol.Initialisation;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes a predictor of a backbone and labels. */
@Command(
        name = "finetune",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a predictor of a backbone and a stated part of the labels, and scores it on the validation patients.",
            "With --from-scratch the same architecture starts from random weights: the baseline with the same budget."
        },
        footer = {
            "",
            "Example:",
            "  isocenter finetune linear-probe --backbone mae-vit-tiny-3f9a1c --task pneumonia --labels 10%%"
        })
final class FinetuneCommand extends ApplicationCommand {
    @Parameters(
            paramLabel = "RECIPE",
            description = "A YAML file, or a built-in: linear-probe, finetune-vit-tiny, finetune-resnet18.")
    private String recipe;

    @Option(
            names = "--backbone",
            required = true,
            paramLabel = "ID",
            description = "As pretrain or its import printed it.")
    private String backbone;

    @Option(names = "--task", required = true, paramLabel = "NAME", description = "Whose newest labels are used.")
    private String task;

    @Option(
            names = "--labels",
            paramLabel = "PART",
            converter = Fraction.class,
            defaultValue = "100%",
            description = "Part of the training patients whose labels may be seen. Default: ${DEFAULT-VALUE}")
    private double labels;

    @Option(
            names = "--dataset",
            paramLabel = "NAME[@VERSION]",
            description = "Default: the version that the backbone was pretrained on; an imported one has none.")
    private @Nullable String dataset;

    @Option(names = "--from-scratch", description = "The backbone's architecture, but random weights.")
    private boolean fromScratch;

    @Option(names = "--test", description = "Scores the test part too; to be done once, at the end.")
    private boolean test;

    @Inject
    Backbones backbones;

    @Inject
    Datasets datasets;

    @Inject
    LabelTasks tasks;

    @Inject
    Finetuning finetuning;

    @Inject
    Predictors predictors;

    @Inject
    JobRunner runner;

    @Override
    public Integer call() {
        FinetuneRecipe read = RecipeReader.read(recipe, FinetuneRecipe.class);
        BackboneVersion pretrained = backbones.require(backbone);
        Initialisation start =
                fromScratch ? Initialisation.scratch(pretrained.spec()) : Initialisation.pretrained(pretrained);
        String named = dataset == null ? pretrained.datasetId : dataset;
        if (named == null) {
            throw new ParameterException(
                    spec().commandLine(), "An imported backbone has no dataset of its own: give --dataset NAME");
        }
        DatasetVersion version = datasets.require(named);
        LabelTask asked = tasks.require(task);
        PredictorVersion made = finetuning
                .existing(read, start, version, asked, labels, test)
                .orElseGet(() -> predictors.require(JobProgress.run(
                                runner,
                                finetuning.submit(read, start, version, asked, labels, test),
                                "finetune " + read.protocol())
                        .path("predictor")
                        .asText()));
        print(PredictorJson.of(made), () -> Outcomes.print(made, out()));
        return ExitCode.OK;
    }
}
