package isocenter.deploy.cli;

import isocenter.ingest.catalogue.Attribute;
import isocenter.ingest.catalogue.CatalogueQuery;
import isocenter.ingest.catalogue.CatalogueSearch;
import isocenter.ingest.catalogue.Level;
import isocenter.ingest.catalogue.SavedQueries;
import isocenter.ingest.dicom.DataSet;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds what the catalogue holds. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Lists studies, series or images that match, newest studies first.",
        footer = {"", "Example:", "  isocenter search --level series --where Modality=CT,MR --where PatientSex=F --json"
        })
final class SearchCommand extends ApplicationCommand {
    @Option(
            names = "--level",
            defaultValue = "STUDY",
            description = "What a row is: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Level level;

    @Option(
            names = "--limit",
            defaultValue = "100",
            description = "Rows at most, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Option(names = "--offset", defaultValue = "0", description = "Rows left out before the first.")
    private int offset;

    @Mixin
    private CatalogueConditions conditions = new CatalogueConditions();

    @Inject
    CatalogueSearch catalogue;

    @Inject
    SavedQueries saved;

    @Override
    public Integer call() {
        CatalogueQuery query = new CatalogueQuery(level, conditions.conditions(saved), Set.of(), limit, offset);
        List<DataSet> found = catalogue.find(query);
        long all = catalogue.count(query);
        print(found.stream().map(SearchCommand::json).toList(), () -> {
            for (DataSet row : found) {
                out().println(String.join("  ", json(row).values()));
            }
            out().printf("%d of %d%n", found.size(), all);
        });
        return ExitCode.OK;
    }

    /** Keyword → value, without those that are empty. */
    private static Map<String, String> json(DataSet row) {
        Map<String, String> json = new LinkedHashMap<>();
        for (Attribute attribute : Attribute.values()) {
            String value = row.texts(attribute.tag()).isEmpty()
                    ? row.integer(attribute.tag()).isPresent()
                            ? Integer.toString(row.integer(attribute.tag()).getAsInt())
                            : ""
                    : String.join("\\", row.texts(attribute.tag()));
            if (!value.isEmpty()) {
                json.put(attribute.keyword(), value);
            }
        }
        return json;
    }
}
