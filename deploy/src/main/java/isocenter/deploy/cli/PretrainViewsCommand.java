package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.dataset.VolumeCache;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.view.ContactSheet;
import isocenter.pretrain.view.ViewPolicy;
import isocenter.pretrain.view.VolumeContactSheet;
import isocenter.pretrain.view.VolumeSpec;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
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

    @Override
    public Integer call() {
        if (images < 1 || images > 64 || views < 1 || views > 16) {
            throw new ParameterException(spec().commandLine(), "--images takes 1 to 64, --views 1 to 16");
        }
        PretrainRecipe read = RecipeReader.read(recipe, PretrainRecipe.class);
        DatasetVersion version = datasets.require(dataset);
        int size = read.backbone().image();
        int[] chosen = chosen(version);
        VolumeSpec volume = read.volume();
        Pictures.write(
                volume == null
                        ? new ContactSheet(read.views(), size, views).draw(images(version, chosen, size), read.seed())
                        : ofVolumes(version, chosen, read, volume),
                out);
        ViewPolicy policy = ViewPolicy.require(read.views().policy());
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("file", out.toAbsolutePath().toString());
        result.put(kind(volume), chosen.length);
        result.put("policy", policy.name());
        result.put("source", policy.source());
        print(
                result,
                () -> out().printf(
                                "%s: %d %s under the policy %s (%s)%n",
                                out.toAbsolutePath(), chosen.length, kind(volume), policy.name(), policy.source()));
        return ExitCode.OK;
    }

    private static String kind(@Nullable VolumeSpec volume) {
        return volume == null ? "images" : "volumes";
    }

    /** Numbers at even distances through the training part. */
    private int[] chosen(DatasetVersion version) {
        int[] pool = datasets.members(version).stream()
                .filter(member -> member.part() == SplitPart.TRAIN)
                .mapToInt(DatasetMember::index)
                .toArray();
        int count = Math.min(images, pool.length);
        return IntStream.range(0, count)
                .map(i -> pool[(int) ((long) i * pool.length / count)])
                .toArray();
    }

    private List<float[]> images(DatasetVersion version, int[] chosen, int size) {
        try (ProgressLine line = new ProgressLine("prepare", "images", version.images());
                ImageCache cache = datasets.prepare(version, size, (done, total) -> line.show(done, total, ""))) {
            List<float[]> shown = new ArrayList<>();
            for (int index : chosen) {
                float[] image = new float[size * size];
                cache.read(index, image, 0);
                shown.add(image);
            }
            return shown;
        }
    }

    private BufferedImage ofVolumes(DatasetVersion version, int[] chosen, PretrainRecipe recipe, VolumeSpec volume) {
        try (ProgressLine line = new ProgressLine("prepare", "volumes", version.images());
                VolumeCache cache =
                        datasets.prepareVolumes(version, volume.shape(), (done, total) -> line.show(done, total, ""))) {
            return new VolumeContactSheet(
                            recipe.views(), volume, recipe.backbone().image(), views)
                    .draw(cache, chosen, recipe.seed());
        }
    }
}
