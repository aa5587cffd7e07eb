package isocenter.ingest.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Queries under names, for people who ask the same again and for datasets that are made from what was looked at. A dataset
 * records the conditions themselves: to change a query changes nothing that was made with it.
 */
@ApplicationScoped
public class SavedQueries {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, String>> CONDITIONS = new TypeReference<>() {};

    private final SavedQueryRows rows;
    private final CatalogueSearch search;
    private final Ledger ledger;

    SavedQueries(SavedQueryRows rows, CatalogueSearch search, Ledger ledger) {
        this.rows = rows;
        this.search = search;
        this.ledger = ledger;
    }

    /**
     * Saves conditions, in place of those that had the name.
     *
     * @param conditions keyword or tag to value; none matches everything
     * @return how many images match now
     * @throws CatalogueQueryException when the name or a condition makes no sense
     */
    @Transactional
    public long save(String name, Map<String, String> conditions, String who) {
        if (!NAME.matcher(name).matches()) {
            throw new CatalogueQueryException("a query's name consists of a-z, 0-9, '.', '_' and '-', starts with a"
                    + " letter or digit and has at most 64 characters");
        }
        SortedMap<String, String> known = new TreeMap<>();
        attributes(conditions).forEach((attribute, values) -> known.put(attribute.keyword(), String.join(",", values)));
        long matching = search.count(CatalogueQuery.of(Level.INSTANCE, attributes(known)));
        rows.save(new SavedQuery(name, json(known), who, Instant.now().truncatedTo(ChronoUnit.MICROS)));
        ledger.append(
                List.of(LedgerEntry.of("query.save", name, Map.of("conditions", new TreeMap<>(known), "by", who))));
        return matching;
    }

    /**
     * The conditions of a name.
     *
     * @throws CatalogueQueryException when no query has it
     */
    @Transactional
    public SortedMap<String, String> conditions(String name) {
        return conditions(require(name));
    }

    public SortedMap<String, String> conditions(SavedQuery query) {
        try {
            return JSON.readValue(query.conditions, CONDITIONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The saved query " + query.name + " cannot be read", e);
        }
    }

    /** All of them, by name. */
    @Transactional
    public List<SavedQuery> all() {
        return rows.all();
    }

    /** @throws CatalogueQueryException when no query has the name */
    @Transactional
    public void remove(String name, String who) {
        rows.remove(require(name));
        ledger.append(List.of(LedgerEntry.of("query.remove", name, Map.of("by", who))));
    }

    /**
     * Conditions as a query takes them.
     *
     * @param conditions keyword or tag to value, with commas between alternatives where an attribute takes lists
     * @throws CatalogueQueryException when the catalogue does not know a keyword
     */
    public static Map<Attribute, List<String>> attributes(Map<String, String> conditions) {
        return conditions.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> attribute(entry.getKey()),
                        entry -> attribute(entry.getKey()).alternatives(entry.getValue()),
                        (one, other) -> {
                            throw new CatalogueQueryException("an attribute has two conditions: write A,B in one");
                        }));
    }

    private static Attribute attribute(String keyword) {
        return Attribute.named(keyword)
                .orElseThrow(() -> new CatalogueQueryException("conditions are on these attributes: "
                        + Arrays.stream(Attribute.values())
                                .map(Attribute::keyword)
                                .sorted()
                                .collect(Collectors.joining(", "))));
    }

    private SavedQuery require(String name) {
        return rows.named(name)
                .orElseThrow(() -> new CatalogueQueryException(
                        "There is no saved query of that name; isocenter query list shows them"));
    }

    private static String json(Map<String, String> conditions) {
        try {
            return JSON.writeValueAsString(conditions);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Conditions must be expressible as JSON", e);
        }
    }
}
