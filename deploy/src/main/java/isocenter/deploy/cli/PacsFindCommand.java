package isocenter.deploy.cli;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dimse.NodeQueries;
import isocenter.ingest.dimse.Query;
import isocenter.ingest.dimse.QueryLevel;
import isocenter.ingest.dimse.RemoteNode;
import isocenter.ingest.dimse.RemoteNodes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Lists what a node has. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what a node has (C-FIND).",
            "What it prints names patients. That it was asked for is written to the ledger, the answers nowhere."
        },
        footer = {
            "",
            "Example:",
            "  isocenter pacs find PACS --level study --where Modality=CT --where StudyDate=20260101-20260131"
        })
final class PacsFindCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NODE", description = "A configured name, or AET@host:port.")
    private String node;

    @Option(
            names = "--level",
            defaultValue = "study",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private QueryLevel level;

    @Option(
            names = "--where",
            paramLabel = "KEY=VALUE",
            description = "What must match: keywords or tags, with wildcards and ranges: PatientName=MILLER*"
                    + " StudyDate=20260101-20260131 00080050=123. A series needs StudyInstanceUID, an image"
                    + " SeriesInstanceUID too.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--limit", defaultValue = "100", description = "Most matches. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Inject
    RemoteNodes nodes;

    @Inject
    NodeQueries queries;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec().commandLine(), "--limit is at least 1");
        }
        Query query = query();
        RemoteNode asked = nodes.require(node);
        List<DataSet> matches = new ArrayList<>();
        boolean all = queries.find(asked, query, match -> {
            if (matches.size() < limit) {
                matches.add(match);
                return true;
            }
            return false;
        });
        print(matches.stream().map(this::json).toList(), () -> matches.forEach(match -> out().println(line(match))));
        System.err.printf(
                "%d matches%s%n", matches.size(), all ? "" : ", and there are more: narrow the query or raise --limit");
        return ExitCode.OK;
    }

    private Query query() {
        try {
            return Query.of(level, where);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, String> json(DataSet match) {
        Map<String, String> json = new LinkedHashMap<>();
        match.forEach(element -> {
            String value = String.join("\\", match.texts(element.tag()));
            if (element.tag() != Tags.SPECIFIC_CHARACTER_SET && !value.isEmpty()) {
                json.put(DataDictionary.keyword(element.tag()).orElse(Tags.format(element.tag())), value);
            }
        });
        return json;
    }

    /** The values in the level's order; what could command a terminal is shown as a question mark. */
    private String line(DataSet match) {
        return level.returned().stream()
                .map(tag -> String.join("\\", match.texts(tag)))
                .map(value -> value.isEmpty() ? "-" : value.replaceAll("\\p{Cntrl}", "?"))
                .collect(Collectors.joining("  "));
    }
}
