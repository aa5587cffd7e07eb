package isocenter.ingest.dicomweb;

import isocenter.ingest.catalogue.Attribute;
import isocenter.ingest.catalogue.CatalogueQuery;
import isocenter.ingest.catalogue.CatalogueQueryException;
import isocenter.ingest.catalogue.Level;
import isocenter.ingest.dicom.DataDictionary;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The query parameters of QIDO-RS (PS3.18 section 8.3.4). */
final class QueryParameters {
    private final CatalogueQuery query;
    private final boolean fuzzy;
    private final boolean limited;

    private QueryParameters(CatalogueQuery query, boolean fuzzy, boolean limited) {
        this.query = query;
        this.fuzzy = fuzzy;
        this.limited = limited;
    }

    /**
     * @param parents conditions that the path gave
     * @throws CatalogueQueryException when a parameter is unknown or cannot be matched; an answer that ignored it would
     *     be a wrong one
     */
    static QueryParameters of(
            Level level, Map<Attribute, List<String>> parents, MultivaluedMap<String, String> parameters) {
        Map<Attribute, List<String>> conditions = new EnumMap<>(Attribute.class);
        Set<Attribute> included = EnumSet.noneOf(Attribute.class);
        conditions.putAll(parents);
        int limit = CatalogueQuery.MOST;
        int offset = 0;
        boolean fuzzy = false;
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            List<String> values = parameter.getValue();
            switch (parameter.getKey()) {
                case "limit" -> limit = Math.min(CatalogueQuery.MOST, natural("limit", values));
                case "offset" -> offset = natural("offset", values);
                case "fuzzymatching" -> fuzzy = values.contains("true");
                case "includefield" -> values.forEach(value -> include(value, included));
                default -> condition(parameter.getKey(), values, parents, conditions);
            }
        }
        return new QueryParameters(
                new CatalogueQuery(level, conditions, included, limit, offset), fuzzy, limit == CatalogueQuery.MOST);
    }

    private static int natural(String name, List<String> values) {
        String value = values.get(values.size() - 1);
        if (!value.matches("\\d{1,9}")) {
            throw new CatalogueQueryException(name + " is no whole number, or too large");
        }
        return Integer.parseInt(value);
    }

    /** What the catalogue does not hold is not returned; asking for it is no mistake. */
    private static void include(String value, Set<Attribute> included) {
        for (String name : value.split(",")) {
            if (name.equals("all")) {
                included.addAll(Arrays.asList(Attribute.values()));
            } else {
                Attribute.named(name.strip()).ifPresent(included::add);
            }
        }
    }

    private static void condition(
            String name,
            List<String> values,
            Map<Attribute, List<String>> parents,
            Map<Attribute, List<String>> conditions) {
        Attribute attribute = Attribute.named(name).orElseThrow(() -> unknown(name));
        List<String> wanted = new ArrayList<>();
        for (String value : values) {
            wanted.addAll(attribute.alternatives(value));
        }
        if (parents.containsKey(attribute)) {
            throw new CatalogueQueryException(attribute.keyword() + " is given by the path already");
        }
        conditions.put(attribute, wanted);
    }

    private static CatalogueQueryException unknown(String name) {
        boolean standard = name.matches("[0-9A-Fa-f]{8}(\\..*)?")
                || DataDictionary.tag(name.replaceAll("\\..*", "")).isPresent();
        return new CatalogueQueryException(
                standard
                        ? "an attribute that the catalogue does not hold cannot be matched; see its list of attributes"
                        : "a parameter is neither an attribute nor limit, offset, includefield or fuzzymatching");
    }

    CatalogueQuery query() {
        return query;
    }

    /** What the answer's reader has to know. */
    List<String> warnings(int found) {
        List<String> warnings = new ArrayList<>();
        if (fuzzy) {
            warnings.add("The fuzzymatching parameter is not supported. Only literal matching has been performed.");
        }
        if (limited && found == query.limit()) {
            warnings.add("There may be more results. Ask for the next page with offset.");
        }
        return warnings;
    }
}
