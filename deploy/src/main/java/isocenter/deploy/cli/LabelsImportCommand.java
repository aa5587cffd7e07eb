package isocenter.deploy.cli;

import isocenter.annotate.task.ImportSummary;
import isocenter.annotate.task.LabelImport;
import isocenter.annotate.task.LabelTasks;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports a CSV file of labels. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Imports a CSV file as the newest labels of a task: all of it, or nothing and the number of the wrong line.",
            "Images are found by SOP Instance UID; other columns of the file are neither kept nor shown."
        },
        footer = {
            "",
            "Example:",
            "  isocenter labels import labels.csv --task pneumonia --positive Pneumonia --negative \"No Finding\""
                    + " --where source=NIH-CXR14"
        })
final class LabelsImportCommand extends ApplicationCommand {
    @Parameters(paramLabel = "FILE.csv", description = "Comma-separated, with a header line, UTF-8.")
    private Path file;

    @Option(names = "--task", required = true, paramLabel = "NAME", description = "What the labels answer.")
    private String task;

    @Option(names = "--positive", required = true, paramLabel = "FINDING", description = "The finding to detect.")
    private String positive;

    @Option(
            names = "--negative",
            required = true,
            paramLabel = "FINDING",
            description = "The finding that says it is absent. Lines with neither are left out.")
    private String negative;

    @Option(
            names = "--uid-column",
            paramLabel = "COLUMN",
            defaultValue = LabelImport.DEFAULT_UID_COLUMN,
            description = "Default: ${DEFAULT-VALUE}")
    private String uidColumn;

    @Option(
            names = "--findings-column",
            paramLabel = "COLUMN",
            defaultValue = LabelImport.DEFAULT_FINDINGS_COLUMN,
            description = "Findings separated by '|'. Default: ${DEFAULT-VALUE}")
    private String findingsColumn;

    @Option(names = "--where", paramLabel = "COLUMN=VALUE", description = "Reads only these lines.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--dataset", paramLabel = "NAME", description = "Only images of this dataset.")
    private @Nullable String dataset;

    @Option(
            names = "--skip-unknown",
            description =
                    "Leaves out and counts lines of images that are not there, held in quarantine perhaps. Their labels"
                            + " come in when the file is imported again after their release.")
    private boolean skipUnknown;

    @Inject
    LabelTasks tasks;

    @Override
    public Integer call() {
        LabelImport spec = LabelImport.of(task, positive, negative).columns(uidColumn, findingsColumn);
        for (Map.Entry<String, String> condition : where.entrySet()) {
            spec = spec.where(condition.getKey(), condition.getValue());
        }
        if (skipUnknown) {
            spec = spec.skippingUnknown();
        }
        ImportSummary summary = tasks.importCsv(file, dataset == null ? spec : spec.within(dataset));
        print(
                summary,
                () -> out().printf(
                                "task %s@%d%s: %d positive, %d negative; %d lines with neither, %d filtered out, %d of"
                                        + " images that are not here%n",
                                summary.task(),
                                summary.revision(),
                                summary.unchanged() ? " (unchanged)" : "",
                                summary.positives(),
                                summary.negatives(),
                                summary.notOfTask(),
                                summary.filteredOut(),
                                summary.unknown()));
        return ExitCode.OK;
    }
}
