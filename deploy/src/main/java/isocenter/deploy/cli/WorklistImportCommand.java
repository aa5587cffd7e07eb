package isocenter.deploy.cli;

import isocenter.annotate.exchange.WorklistImport;
import isocenter.annotate.reading.Worklists;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes readings that were made elsewhere. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes DICOM SR (TID 1500) and segmentations as committed first readings of one reader: all files, or none.",
            "Findings are matched by their codes. What the label set has no place for is counted and not guessed."
        },
        footer = {"", "Example:", "  isocenter worklist import chest-1 --reader anna reports/*.dcm"})
final class WorklistImportCommand extends ApplicationCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Which worklist.")
    private String name;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "Reports and their segmentations.")
    private List<Path> files = List.of();

    @Option(names = "--reader", required = true, paramLabel = "USER", description = "Whose readings these are.")
    private String reader;

    @Option(
            names = "--label-set",
            paramLabel = "NAME[@VERSION]",
            description = "Makes the worklist, of the files' studies under this label set.")
    private @Nullable String labelSet;

    @Option(
            names = "--allow-incomplete",
            description = "Takes a reading also where a finding that the label set requires has no value.")
    private boolean incomplete;

    @Inject
    Worklists worklists;

    @Inject
    WorklistImport imports;

    @Override
    public Integer call() {
        List<WorklistImport.Imported> imported = labelSet == null
                ? imports.add(worklists.require(name), reader, files, incomplete)
                : imports.create(name, labelSet, reader, files, incomplete);
        print(imported, () -> table(imported));
        return ExitCode.OK;
    }

    private void table(List<WorklistImport.Imported> imported) {
        Map<String, Integer> notTaken = new TreeMap<>();
        int labels = 0;
        int marks = 0;
        int remarks = 0;
        for (WorklistImport.Imported reading : imported) {
            labels += reading.labels();
            marks += reading.marks();
            remarks += reading.remarkLeftOut() ? 1 : 0;
            reading.notTaken().forEach((reason, count) -> notTaken.merge(reason, count, Integer::sum));
        }
        out().printf("%d readings of %s: %d labels, %d marks%n", imported.size(), reader, labels, marks);
        if (remarks > 0) {
            out().printf("not taken: %d comments that may identify somebody%n", remarks);
        }
        notTaken.forEach((reason, count) -> out().printf("not taken: %d × %s%n", count, reason));
    }
}
