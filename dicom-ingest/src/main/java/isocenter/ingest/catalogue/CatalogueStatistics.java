package isocenter.ingest.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the catalogue is made of. Counts are of images, studies and patients; one that has several values (a patient
 * examined by two scanners) counts in each.
 */
@ApplicationScoped
public class CatalogueStatistics {
    private static final String COUNTS = "count(*), count(distinct st.id), count(distinct pt.pseudonym)";

    /** Title → how its values are found. Years are those of the kept dates, which a profile may have shifted. */
    private static final Map<String, String> GROUPINGS = groupings();

    private final CatalogueDatabase database;

    CatalogueStatistics(CatalogueDatabase database) {
        this.database = database;
    }

    private static Map<String, String> groupings() {
        Map<String, String> groupings = new LinkedHashMap<>();
        groupings.put("Modality", "se.modality");
        groupings.put("Body part", "se.body_part");
        groupings.put("Manufacturer", "se.manufacturer");
        groupings.put("Sex", "pt.sex");
        groupings.put(
                "Age",
                "case when i.age >= 90 then '90+' else lpad((i.age / 10 * 10)::text, 2, '0') || '-' || lpad((i.age / 10 * 10 + 9)::text, 2, '0') end");
        groupings.put("Year", "left(st.study_date, 4)");
        return groupings;
    }

    /**
     * How many images, studies and patients have one value.
     *
     * @param value null where it is unknown
     */
    public record Count(@Nullable String value, long images, long studies, long patients) {}

    /** The whole, and its groups by title; the largest first, ages and years in their order. */
    public record Summary(Count all, Map<String, List<Count>> groups) {}

    /**
     * Counts what matches.
     *
     * @param conditions as in a {@link CatalogueQuery} for instances
     */
    public Summary of(Map<Attribute, List<String>> conditions) {
        Statement where = CatalogueSearch.where(CatalogueQuery.of(Level.INSTANCE, conditions));
        String from = " from " + CatalogueSearch.tables(Level.INSTANCE) + where.sql();
        Count all = counts("select null::text, " + COUNTS + from, where).get(0);
        Map<String, List<Count>> groups = new LinkedHashMap<>();
        GROUPINGS.forEach((title, value) -> {
            // Two digits at most before the first sign that is none: the order of text is that of numbers.
            boolean ordered = title.equals("Age") || title.equals("Year");
            groups.put(
                    title,
                    counts(
                            "select %s, %s%s group by 1 order by %s"
                                    .formatted(value, COUNTS, from, ordered ? "1 nulls last" : "2 desc, 1"),
                            where));
        });
        return new Summary(all, groups);
    }

    private List<Count> counts(String sql, Statement where) {
        return database.answer(
                new Statement(sql, where.values()),
                row -> new Count(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
    }
}
