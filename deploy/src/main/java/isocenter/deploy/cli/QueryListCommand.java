package isocenter.deploy.cli;

import isocenter.ingest.catalogue.SavedQueries;
import isocenter.ingest.catalogue.SavedQuery;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Lists saved queries. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists saved queries by name.",
        footer = {"", "Example:", "  isocenter query list --json"})
final class QueryListCommand extends ApplicationCommand {
    @Inject
    SavedQueries queries;

    @Override
    public Integer call() {
        List<SavedQuery> all = queries.all();
        print(
                all.stream().map(this::json).toList(),
                () -> all.forEach(query -> out().printf(
                                "%-24s %s%n",
                                query.name,
                                queries.conditions(query).entrySet().stream()
                                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                                        .collect(Collectors.joining(" ")))));
        return ExitCode.OK;
    }

    private Map<String, Object> json(SavedQuery query) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", query.name);
        json.put("conditions", queries.conditions(query));
        json.put("by", query.savedBy);
        json.put("at", query.savedAt.toString());
        return json;
    }
}
