package isocenter.deploy.cli;

import isocenter.annotate.task.LabelImport;
import isocenter.annotate.task.SplitFile;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a demonstration runs. All of it is fixed before the first image is read; in particular the predictor to be audited
 * is named by its place in the plan, never by its result.
 *
 * @param images DICOM files
 * @param labels CSV file
 * @param dataset name of the dataset to make
 * @param question how the labels are read
 * @param pretrain recipes, one backbone each
 * @param probe recipe of the linear probe
 * @param finetune recipe of full fine-tuning, by architecture
 */
record DemoPlan(
        Path images,
        Path labels,
        String dataset,
        LabelImport question,
        List<String> pretrain,
        String probe,
        Map<String, String> finetune) {
    private static final Pattern SPLIT_COLUMN = Pattern.compile("(?:^|,)\"?split\"?(?:,|$)");
    private static final double TRAIN = 0.6;
    private static final long SPLIT_SEED = 1;

    /** Parts of the labels, by patients. */
    static final List<Double> FRACTIONS = List.of(0.1, 1.0);

    static DemoPlan synthetic(Path images, Path labels, String positive, String negative, boolean quick) {
        String size = quick ? "quick" : "demo";
        return new DemoPlan(
                images,
                labels,
                "synthetic",
                LabelImport.of("opacity", positive, negative),
                List.of(size + "-simclr", size + "-mae"),
                "demo-probe",
                Map.of("resnet-18", size + "-finetune", "vit-tiny", size + "-finetune"));
    }

    static DemoPlan real(
            Path images, Path labels, String positive, String negative, @Nullable String source, boolean quick) {
        LabelImport question =
                // images whose pixels show writing are held for a person to look at, and have lines in the file
                LabelImport.of(positive.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"), positive, negative)
                        .skippingUnknown();
        String size = quick ? "quick" : "cpu";
        return new DemoPlan(
                images,
                labels,
                "radiographs",
                source == null ? question : question.where("source", source),
                List.of(size + "-simclr", size + "-mae"),
                "linear-probe",
                Map.of("resnet-18", size + "-finetune", "vit-tiny", size + "-finetune"));
    }

    /** Every image; split as the labels' file says when it has a column for that, else by a hash of the patient. */
    DatasetDefinition definition() {
        Map<String, SplitPart> fixed = hasSplitColumn()
                ? SplitFile.read(labels, LabelImport.DEFAULT_UID_COLUMN, SplitFile.DEFAULT_COLUMN)
                : null;
        return new DatasetDefinition(dataset, Map.of(), SPLIT_SEED, TRAIN, 1 - TRAIN, 0, fixed);
    }

    /** Sides in pixels at which the plan's recipes read the images. */
    List<Integer> sizes() {
        return pretrain.stream()
                .map(recipe -> RecipeReader.read(recipe, PretrainRecipe.class)
                        .backbone()
                        .image())
                .distinct()
                .toList();
    }

    /** The recipe of full fine-tuning for an architecture that the plan pretrains. */
    String fullRecipe(String architecture) {
        return Objects.requireNonNull(finetune.get(architecture), architecture);
    }

    private boolean hasSplitColumn() {
        try (BufferedReader reader = Files.newBufferedReader(labels, StandardCharsets.UTF_8)) {
            String header = reader.readLine();
            return header != null && SPLIT_COLUMN.matcher(header).find();
        } catch (IOException e) {
            throw new UncheckedIOException("The labels " + labels + " cannot be read", e);
        }
    }
}
