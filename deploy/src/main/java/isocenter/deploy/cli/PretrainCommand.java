package isocenter.deploy.cli;

import isocenter.deploy.representation.BackboneJson;
import isocenter.deploy.worker.JobRunner;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import isocenter.pretrain.registry.Pretraining;
import isocenter.pretrain.registry.WatchRequest;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.Retention;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Pretrains a backbone. */
@Command(
        name = "pretrain",
        mixinStandardHelpOptions = true,
        description = {
            "Pretrains a backbone on the training part of a dataset, without labels, in a process of its own.",
            "Repeating the command goes on from the last checkpoint; a finished run is not repeated.",
            "With --watch, labelled patients of the validation part judge it on the way; it never learns from them.",
            "Weights that others published are imported, and backbones exported for timm, by the commands below. A recipe"
                    + " file that is called as one of them is given as ./import."
        },
        subcommands = {
            PretrainViewsCommand.class,
            PretrainShowCommand.class,
            PretrainEvaluateCommand.class,
            PretrainCompareCommand.class,
            PretrainDeleteCommand.class,
            PretrainEmbedCommand.class,
            PretrainNeighboursCommand.class,
            PretrainMapCommand.class,
            PretrainReconstructCommand.class,
            PretrainSweepCommand.class,
            PretrainContinueCommand.class,
            PretrainImportCommand.class,
            PretrainExportCommand.class
        },
        footer = {"", "Example:", "  isocenter pretrain mae-vit-tiny --dataset chest --watch pneumonia"})
final class PretrainCommand extends ApplicationCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "RECIPE",
            description = "A YAML file, or a built-in: ${COMPLETION-CANDIDATES}.",
            completionCandidates = BuiltInRecipeNames.class)
    private @Nullable String recipe;

    @Option(names = "--dataset", paramLabel = "NAME[@VERSION]", description = "What to learn from. Needed.")
    private @Nullable String dataset;

    @Option(
            names = "--watch",
            paramLabel = "TASK",
            description = "Judges the backbone by the newest labels of a task: nearest neighbours and a linear probe.")
    private @Nullable String watch;

    @Option(
            names = "--watch-every",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "How often. Default: ten times in the run")
    private int watchEvery;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Processes that share each batch, or GPUs; the result is the same. Default: 1.")
    private int processes;

    @Option(
            names = "--keep-last",
            paramLabel = "N",
            defaultValue = "2",
            description = "Newest checkpoints that stay on disk. Default: 2.")
    private int keepLast;

    @Option(
            names = "--keep-every",
            paramLabel = "STEPS",
            defaultValue = "0",
            description = "Checkpoints whose step is a multiple of it stay, too.")
    private int keepEvery;

    @Option(names = "--keep-best", description = "The checkpoint that --watch judged best stays, too.")
    private boolean keepBest;

    @Inject
    Datasets datasets;

    @Inject
    Pretraining pretraining;

    @Inject
    Backbones backbones;

    @Inject
    JobRunner runner;

    @Override
    public Integer call() {
        if (recipe == null || dataset == null) {
            throw new ParameterException(
                    spec().commandLine(), "By which recipe, on what? isocenter pretrain RECIPE --dataset NAME");
        }
        if (watchEvery < 0) {
            throw new ParameterException(spec().commandLine(), "--watch-every takes 1 or more");
        }
        if (keepLast < 1 || keepEvery < 0) {
            throw new ParameterException(spec().commandLine(), "--keep-last and --keep-every take 1 or more");
        }
        Retention kept = new Retention(keepLast, keepEvery, keepBest);
        PretrainRecipe read = RecipeReader.read(recipe, PretrainRecipe.class);
        DatasetVersion version = datasets.require(dataset);
        WatchRequest request = watch == null ? null : pretraining.watch(watch, watchEvery, read, version);
        BackboneVersion made = pretraining
                .existing(read, version)
                .orElseGet(() -> backbones.require(JobProgress.run(
                                runner,
                                pretraining.submit(read, version, processes, request, kept),
                                "pretrain " + read.objective())
                        .path("backbone")
                        .asText()));
        print(BackboneJson.of(made), () -> Outcomes.print(made, out()));
        return ExitCode.OK;
    }
}
