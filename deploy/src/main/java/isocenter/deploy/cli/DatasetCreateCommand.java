package isocenter.deploy.cli;

import isocenter.annotate.task.LabelImport;
import isocenter.annotate.task.SplitFile;
import isocenter.deploy.representation.DatasetJson;
import isocenter.ingest.catalogue.SavedQueries;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetStatistics;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.FramePolicy;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.SplitPart;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes a dataset version. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Makes a dataset version from the catalogue.",
            "The same definition on the same catalogue gives the version that is there already."
        },
        footer = {
            "",
            "Example:",
            "  isocenter dataset create chest --where modality=CR,DX --where age=18..90 --seed 7",
            "  isocenter dataset create thorax-ct --where modality=CT --volumes 40"
        })
final class DatasetCreateCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, '.', '_', '-'.")
    private String name;

    @Option(
            names = "--where",
            paramLabel = "KEY=VALUES",
            description = "Which images: modality=CR,DX bodyPart=CHEST sex=F age=18..90 site=... manufacturer=..., or"
                    + " attributes as isocenter search takes them: StudyDescription=*thorax*")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--query",
            paramLabel = "NAME",
            description = "The conditions of a saved query, besides; the dataset records them, not the name.")
    private @Nullable String query;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of the split. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--split",
            split = ",",
            paramLabel = "FRACTION",
            defaultValue = "0.7,0.3,0",
            description = "Fractions of the patients for training, validation, test. Default: ${DEFAULT-VALUE}")
    private List<Double> split;

    @Option(
            names = "--split-from",
            paramLabel = "FILE.csv",
            description = "Takes the split from a CSV with the columns SOPInstanceUID and split (train, val, test)"
                    + " instead; refused when a patient would be in two parts.")
    private @Nullable Path splitFrom;

    @Option(
            names = "--volumes",
            paramLabel = "MIN_SLICES",
            description =
                    "Takes whole volumes of at least so many slices instead of single images: an entry for each series"
                            + " whose slices are an even grid. What recipes with volume: learn from.")
    private @Nullable Integer volumes;

    @Option(
            names = "--prepare",
            paramLabel = "SIZE",
            description = "Decodes the images to SIZE x SIZE pixels now; otherwise the first training does.")
    private @Nullable Integer prepare;

    @Inject
    Datasets datasets;

    @Inject
    SavedQueries queries;

    @Override
    public Integer call() {
        if (split.size() != 3) {
            throw new ParameterException(spec().commandLine(), "--split takes three fractions, such as 0.7,0.15,0.15");
        }
        if (volumes != null && (prepare != null || splitFrom != null)) {
            throw new ParameterException(
                    spec().commandLine(),
                    "--volumes goes without --prepare and --split-from: a recipe says how volumes are prepared, and a split"
                            + " by image names no volume");
        }
        Map<String, SplitPart> fixed = splitFrom == null
                ? null
                : SplitFile.read(splitFrom, LabelImport.DEFAULT_UID_COLUMN, SplitFile.DEFAULT_COLUMN);
        Map<String, String> conditions = new LinkedHashMap<>(query == null ? Map.of() : queries.conditions(query));
        conditions.putAll(where);
        FramePolicy frames = volumes == null ? FramePolicy.SINGLE : new FramePolicy.WholeVolumes(volumes);
        DatasetVersion version = datasets.create(
                new DatasetDefinition(name, conditions, seed, split.get(0), split.get(1), split.get(2), fixed, frames));
        DatasetStatistics made = datasets.show(version);
        Map<String, Object> json = DatasetJson.of(made);
        if (prepare != null) {
            json.put("prepared", Map.of("size", prepare, "seconds", prepare(version, prepare)));
        }
        print(json, () -> DatasetTable.print(made, out()));
        return ExitCode.OK;
    }

    /** Wall seconds that it took. */
    private double prepare(DatasetVersion version, int size) {
        long started = System.nanoTime();
        try (ProgressLine line = new ProgressLine("prepare", "images", version.images());
                ImageCache prepared = datasets.prepare(version, size, (done, total) -> line.show(done, total, ""))) {
            line.show(prepared.count(), prepared.count(), "");
            return (System.nanoTime() - started) / 1e9;
        }
    }
}
