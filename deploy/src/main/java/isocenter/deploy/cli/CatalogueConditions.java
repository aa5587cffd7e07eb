package isocenter.deploy.cli;

import isocenter.ingest.catalogue.Attribute;
import isocenter.ingest.catalogue.SavedQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Conditions on attributes, as several commands take them. */
final class CatalogueConditions {
    @Option(
            names = "--where",
            paramLabel = "ATTRIBUTE=VALUE",
            description =
                    "Only what matches; repeat it for more. Attributes by keyword or tag, * and ? in text, A,B for"
                            + " alternatives, 20200101-20201231 for dates: --where Modality=CR,DX")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(names = "--query", paramLabel = "NAME", description = "The conditions of a saved query, besides.")
    private @Nullable String query;

    Map<Attribute, List<String>> conditions(SavedQueries saved) {
        Map<String, String> all = new LinkedHashMap<>(query == null ? Map.of() : saved.conditions(query));
        all.putAll(where);
        return SavedQueries.attributes(all);
    }
}
