package isocenter.deploy.cli;

import isocenter.ingest.catalogue.Attribute;
import isocenter.ingest.catalogue.CatalogueQueryException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Conditions on attributes, as several commands take them. */
final class CatalogueConditions {
    @Option(
            names = "--where",
            paramLabel = "ATTRIBUTE=VALUE",
            description =
                    "Only what matches; repeat it for more. Attributes by keyword or tag, * and ? in text, A,B for"
                            + " alternatives, 20200101-20201231 for dates: --where Modality=CR,DX")
    private List<String> where = List.of();

    Map<Attribute, List<String>> conditions() {
        Map<Attribute, List<String>> conditions = new EnumMap<>(Attribute.class);
        for (String condition : where) {
            int equals = condition.indexOf('=');
            if (equals < 1) {
                throw new CatalogueQueryException("--where is written ATTRIBUTE=VALUE, such as Modality=CR");
            }
            Attribute attribute =
                    Attribute.named(condition.substring(0, equals)).orElseThrow(() -> unknown());
            String value = condition.substring(equals + 1);
            conditions
                    .computeIfAbsent(attribute, key -> new ArrayList<>())
                    .addAll(attribute.takesLists() ? List.of(value.split(",", -1)) : List.of(value));
        }
        return conditions;
    }

    private static CatalogueQueryException unknown() {
        return new CatalogueQueryException("--where takes these attributes: "
                + Arrays.stream(Attribute.values())
                        .map(Attribute::keyword)
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }
}
