package isocenter.deploy.cli;

import isocenter.annotate.reading.LabelValue;
import isocenter.annotate.reading.StudyLists;
import isocenter.annotate.reading.Worklist;
import isocenter.annotate.reading.WorklistPlan;
import isocenter.annotate.reading.Worklists;
import isocenter.finetune.suggestion.KnnSuggestions;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Makes a worklist. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Deals studies to readers, who see neither each other's readings nor a model's. Calibration cases and repeats"
                    + " look like any other study.",
            "Where first readers disagree on a finding, the study goes to the adjudicator."
        },
        footer = {
            "",
            "Example:",
            "  isocenter worklist create chest-1 --label-set chest-radiograph --dataset chest --part train --reader anna"
                    + " --reader berta --readers-per-study 2 --adjudicator clara"
        })
final class WorklistCreateCommand extends ApplicationCommand {
    private static final Pattern CALIBRATION = Pattern.compile("([a-z][a-z0-9-]*)=([A-Za-z0-9._-]+):(\\d{1,5})");

    @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits and hyphens.")
    private String name;

    @Option(names = "--title", paramLabel = "TEXT", description = "What readers see. Default: the name.")
    private @Nullable String title;

    @Option(
            names = "--label-set",
            required = true,
            paramLabel = "NAME[@VERSION]",
            description = "What may be labelled.")
    private String labelSet;

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    /** Where the studies come from. */
    static final class Source {
        @Option(names = "--dataset", paramLabel = "NAME[@VERSION]", description = "Its studies, shuffled.")
        @Nullable
        String dataset;

        @Option(
                names = "--studies",
                paramLabel = "FILE.csv",
                description =
                        "In this order: a column study or instance (pseudonymous UIDs), and perhaps why, as isocenter"
                                + " labels select writes it.")
        @Nullable
        Path file;
    }

    @Option(
            names = "--part",
            paramLabel = "PART",
            split = ",",
            description = "Parts of the dataset: ${COMPLETION-CANDIDATES}. Default: TRAIN")
    private Set<SplitPart> parts = EnumSet.of(SplitPart.TRAIN);

    @Option(names = "--limit", paramLabel = "N", description = "Studies at most, the first ones.")
    private @Nullable Integer limit;

    @Option(names = "--reader", required = true, paramLabel = "USER", description = "Who reads; repeat it for more.")
    private List<String> readers = List.of();

    @Option(
            names = "--readers-per-study",
            paramLabel = "N",
            defaultValue = "1",
            description = "Blinded to each other. Default: ${DEFAULT-VALUE}")
    private int readersPerStudy;

    @Option(names = "--adjudicator", paramLabel = "USER", description = "Decides where they disagree; none of them.")
    private @Nullable String adjudicator;

    @Option(
            names = "--repeats",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of each reader's studies that come again at the end. Default: ${DEFAULT-VALUE}")
    private double repeats;

    @Option(
            names = "--calibrate",
            paramLabel = "FINDING=TASK:N",
            description = "Mixes in N studies whose truth an imported task knows, such as pneumonia=pneumonia:20")
    private @Nullable String calibrate;

    @Option(
            names = "--suggestions",
            paramLabel = "SHARE",
            defaultValue = "0",
            description = "Share of studies for which readers see a model's suggestion after their commit."
                    + " Default: ${DEFAULT-VALUE}")
    private double suggestions;

    @ArgGroup(exclusive = false)
    private @Nullable Neighbours neighbours;

    /** Which model suggests. */
    static final class Neighbours {
        @Option(
                names = "--suggest-by",
                required = true,
                paramLabel = "BACKBONE",
                description = "Nearest labelled images by its features suggest; pretrain embed has made them.")
        private String backbone = "";

        @Option(
                names = "--suggest-in",
                required = true,
                paramLabel = "DATASET",
                description = "Whose images have features.")
        private String dataset = "";

        @Option(
                names = "--suggest",
                required = true,
                paramLabel = "FINDING=TASK",
                description = "Whose labels vote on a finding; repeat it for more.")
        private Map<String, String> tasks = new LinkedHashMap<>();
    }

    @Option(names = "--seed", defaultValue = "1", description = "Of every draw. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Inject
    Worklists worklists;

    @Inject
    StudyLists studyLists;

    @Inject
    Datasets datasets;

    @Inject
    KnnSuggestions knn;

    @Override
    public Integer call() {
        Map<String, String> studies = studies();
        Map<String, Map<String, LabelValue>> known = calibration(studies);
        Worklist worklist = worklists.create(new WorklistPlan(
                name,
                title == null ? name : title,
                labelSet,
                studies,
                known,
                readers,
                readersPerStudy,
                adjudicator,
                repeats,
                neighbours == null
                        ? null
                        : knn.model(neighbours.backbone, neighbours.dataset, neighbours.tasks)
                                .text(),
                suggestions,
                seed));
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("worklist", worklist.name());
        made.put("labelSet", worklist.labelSet());
        made.put("studies", studies.size());
        made.put("calibration", known.size());
        made.put(
                "readings",
                worklists.progress(worklist).stream()
                        .mapToLong(count -> count.readings())
                        .sum());
        print(
                made,
                () -> out().printf(
                                "worklist %s under %s: %d studies and %d calibration cases, %s readings%n",
                                worklist.name(),
                                worklist.labelSet(),
                                studies.size(),
                                known.size(),
                                made.get("readings")));
        return ExitCode.OK;
    }

    private Map<String, String> studies() {
        Map<String, String> all = source.dataset != null
                ? studyLists.ofDataset(datasets.require(source.dataset), parts, seed)
                : studyLists.ofFile(Objects.requireNonNull(source.file));
        if (limit == null) {
            return all;
        }
        Map<String, String> first = new LinkedHashMap<>();
        all.entrySet().stream().limit(limit).forEach(study -> first.put(study.getKey(), study.getValue()));
        return first;
    }

    private Map<String, Map<String, LabelValue>> calibration(Map<String, String> studies) {
        if (calibrate == null) {
            return Map.of();
        }
        Matcher parts = CALIBRATION.matcher(calibrate);
        if (!parts.matches()) {
            throw new ParameterException(
                    spec().commandLine(), "--calibrate takes FINDING=TASK:N, such as pneumonia=pneumonia:20");
        }
        return studyLists.calibration(
                parts.group(2), parts.group(1), Integer.parseInt(parts.group(3)), studies.keySet(), seed);
    }
}
