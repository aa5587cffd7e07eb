package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.registry.ViewSheets;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.view.ViewPolicy;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows what a network will see, before anything is trained. */
@Command(
        name = "views",
        mixinStandardHelpOptions = true,
        description = {
            "Draws views as a recipe would, on a contact sheet: each row an image of the training part, then whole views of"
                    + " it, then local ones; of a volume the middle planes of its cubes: axial, coronal, sagittal.",
            "Look for what a view has lost: a finding at the rim, the side of the heart, a fine line."
        },
        footer = {"", "Example:", "  isocenter pretrain views dino-vit-tiny --dataset chest --out views.png"})
final class PretrainViewsCommand extends ApplicationCommand {
    @Parameters(
            paramLabel = "RECIPE",
            description = "A YAML file, or a built-in: ${COMPLETION-CANDIDATES}.",
            completionCandidates = BuiltInRecipeNames.class)
    private String recipe;

    @Option(names = "--dataset", required = true, paramLabel = "NAME[@VERSION]", description = "Whose images.")
    private String dataset;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FILE.png",
            description = "Where to; replaced when it exists.")
    private Path out;

    @Option(names = "--images", defaultValue = "8", description = "Rows, 1 to 64. Default: ${DEFAULT-VALUE}")
    private int images;

    @Option(names = "--views", defaultValue = "4", description = "Whole views, 1 to 16. Default: ${DEFAULT-VALUE}")
    private int views;

    @Inject
    Datasets datasets;

    @Inject
    ViewSheets sheets;

    @Override
    public Integer call() {
        if (images < 1 || images > 64 || views < 1 || views > 16) {
            throw new ParameterException(spec().commandLine(), "--images takes 1 to 64, --views 1 to 16");
        }
        PretrainRecipe read = RecipeReader.read(recipe, PretrainRecipe.class);
        DatasetVersion version = datasets.require(dataset);
        ViewSheets.Sheet sheet;
        try (ProgressLine line = new ProgressLine("prepare", kind(read), version.images())) {
            sheet = sheets.draw(read, version, images, views, (done, total) -> line.show(done, total, ""));
        }
        Pictures.write(sheet.picture(), out);
        ViewPolicy policy = ViewPolicy.require(read.views().policy());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", out.toAbsolutePath().toString());
        result.put(kind(read), sheet.rows());
        result.put("policy", policy.name());
        result.put("source", policy.source());
        print(
                result,
                () -> out().printf(
                                "%s: %d %s under the policy %s (%s)%n",
                                out.toAbsolutePath(), sheet.rows(), kind(read), policy.name(), policy.source()));
        return ExitCode.OK;
    }

    private static String kind(PretrainRecipe recipe) {
        return recipe.volume() == null ? "images" : "volumes";
    }
}
