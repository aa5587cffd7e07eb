package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.view.ContactSheet;
import isocenter.pretrain.view.ViewPolicy;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
                    + " it, then local ones.",
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

    @Override
    public Integer call() {
        if (images < 1 || images > 64 || views < 1 || views > 16) {
            throw new ParameterException(spec().commandLine(), "--images takes 1 to 64, --views 1 to 16");
        }
        PretrainRecipe read = RecipeReader.read(recipe, PretrainRecipe.class);
        DatasetVersion version = datasets.require(dataset);
        int size = read.backbone().image();
        List<float[]> shown = chosen(version, size);
        Pictures.write(new ContactSheet(read.views(), size, views).draw(shown, read.seed()), out);
        ViewPolicy policy = ViewPolicy.require(read.views().policy());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", out.toAbsolutePath().toString());
        result.put("images", shown.size());
        result.put("policy", policy.name());
        result.put("source", policy.source());
        print(
                result,
                () -> out().printf(
                                "%s: %d images under the policy %s (%s)%n",
                                out.toAbsolutePath(), shown.size(), policy.name(), policy.source()));
        return ExitCode.OK;
    }

    /** Images at even distances through the training part. */
    private List<float[]> chosen(DatasetVersion version, int size) {
        int[] pool = datasets.members(version).stream()
                .filter(member -> member.part() == SplitPart.TRAIN)
                .mapToInt(DatasetMember::index)
                .toArray();
        int count = Math.min(images, pool.length);
        List<float[]> chosen = new ArrayList<>();
        try (ProgressLine line = new ProgressLine("prepare", "images", pool.length);
                ImageCache cache = datasets.prepare(version, size, (done, total) -> line.show(done, total, ""))) {
            for (int i = 0; i < count; i++) {
                float[] image = new float[size * size];
                cache.read(pool[(int) ((long) i * pool.length / count)], image, 0);
                chosen.add(image);
            }
        }
        return chosen;
    }
}
