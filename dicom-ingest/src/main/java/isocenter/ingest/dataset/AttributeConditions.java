package isocenter.ingest.dataset;

import isocenter.ingest.catalogue.Attribute;
import isocenter.ingest.catalogue.CatalogueSearch;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Those conditions of a dataset that the catalogue's search decides: attributes by keyword or tag, matched as it does. */
final class AttributeConditions {
    private final Map<Attribute, List<String>> conditions = new EnumMap<>(Attribute.class);
    private final String unmet;
    private final CatalogueSearch search;

    /** @throws isocenter.ingest.catalogue.CatalogueQueryException when a value is no value of its attribute */
    AttributeConditions(Map<String, String> where, CatalogueSearch search) {
        where.forEach((key, value) -> {
            if (areOf(key)) {
                Attribute attribute = Attribute.named(key).orElseThrow();
                conditions.put(attribute, attribute.alternatives(value));
            }
        });
        this.unmet = "does not match "
                + conditions.keySet().stream().map(Attribute::keyword).collect(Collectors.joining(", "));
        this.search = search;
    }

    static boolean areOf(String key) {
        return !ImageConditions.areOf(key) && Attribute.named(key).isPresent();
    }

    /**
     * Sorts a page of images.
     *
     * @param excluded takes the reason, once for each image that does not match
     * @return those that match, in their order
     */
    List<CatalogueImage> matching(List<CatalogueImage> page, Consumer<String> excluded) {
        if (conditions.isEmpty()) {
            return page;
        }
        Set<String> matching = search.matching(
                conditions, page.stream().map(CatalogueImage::instance).toList());
        return page.stream()
                .filter(image -> {
                    boolean matches = matching.contains(image.instance());
                    if (!matches) {
                        excluded.accept(unmet);
                    }
                    return matches;
                })
                .toList();
    }
}
