package isocenter.deploy.cli;

import isocenter.annotate.exchange.ExportFormat;
import isocenter.annotate.exchange.WorklistExport;
import isocenter.annotate.reading.Worklists;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a worklist's readings for others. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes every committed reading in its newest version: DICOM SR (TID 1500) with the segmentations it refers"
                    + " to, segmentations alone, CSV, COCO, FHIR Observations or presentation states (GSPS).",
            "All names are pseudonyms. The same readings give the same UIDs."
        },
        footer = {"", "Example:", "  isocenter worklist export chest-1 --format sr --out reports"})
final class WorklistExportCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "Which worklist.")
    private String name;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; in lower case too.")
    private ExportFormat format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where to; files of the same name are replaced.")
    private Path folder;

    @Inject
    Worklists worklists;

    @Inject
    WorklistExport export;

    @Override
    public Integer call() {
        WorklistExport.Exported exported = export.export(worklists.require(name), format, folder.toAbsolutePath());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("worklist", name);
        json.put("format", format.name().toLowerCase(Locale.ROOT));
        json.put("folder", folder.toAbsolutePath().toString());
        json.put("readings", exported.readings());
        json.put("files", exported.files());
        json.put("marksLeftOut", exported.leftOut());
        print(
                json,
                () -> out().printf(
                                "%d readings in %d files in %s%s%n",
                                exported.readings(),
                                exported.files(),
                                folder.toAbsolutePath(),
                                exported.leftOut() == 0
                                        ? ""
                                        : "; " + exported.leftOut() + " marks that this format has no form for"));
        return ExitCode.OK;
    }
}
