package isocenter.ingest.catalogue;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries with data sets, as C-FIND and QIDO-RS do. Studies come newest first, series and instances by their
 * numbers; ties by UID, so that pages fit together. Safe for use by many threads.
 */
@ApplicationScoped
public class CatalogueSearch {
    private static final String COUNTS = """
             left join lateral (
               select count(*) as series, coalesce(sum(c.instances), 0) as instances,
                      string_agg(distinct c.modality, '\\' order by c.modality) as modalities
               from series c where c.study = st.id) counts on true
            """;

    private final CatalogueDatabase database;

    CatalogueSearch(CatalogueDatabase database) {
        this.database = database;
    }

    /**
     * The rows that match, at most as many as the query's limit.
     *
     * @throws CatalogueQueryException when a value is no value of its attribute
     * @throws CatalogueUnavailableException when the database does not answer
     */
    public List<DataSet> find(CatalogueQuery query) {
        return find(query, where(query));
    }

    /** As {@link #find(CatalogueQuery)}, of some studies alone; of none when there are none. */
    public List<DataSet> find(CatalogueQuery query, Set<String> studies) {
        return find(query, where(query).and("st.id = any(?)", studies.toArray(new String[0])));
    }

    private List<DataSet> find(CatalogueQuery query, Statement where) {
        Set<Attribute> wanted = new LinkedHashSet<>(Attribute.returnedAt(query.level()));
        query.included().stream()
                .filter(attribute -> attribute.level().compareTo(query.level()) <= 0)
                .forEach(wanted::add);
        return database.answer(page(query, wanted, where), result -> row(result, List.copyOf(wanted)));
    }

    /** How many rows match, whatever the query's page. */
    public long count(CatalogueQuery query) {
        Statement where = where(query);
        return database.answer(
                        new Statement("select count(*) from " + tables(query.level()) + where.sql(), where.values()),
                        result -> result.getLong(1))
                .get(0);
    }

    /**
     * Those of some instances that match.
     *
     * @param conditions as in a {@link CatalogueQuery} for instances
     * @param instances their UIDs; ask for thousands at a time, not for all
     */
    public Set<String> matching(Map<Attribute, List<String>> conditions, Collection<String> instances) {
        Statement where = where(CatalogueQuery.of(Level.INSTANCE, conditions))
                .and("i.id = any(?)", instances.toArray(new String[0]));
        String sql = "select i.id from " + tables(Level.INSTANCE) + where.sql();
        return Set.copyOf(database.answer(new Statement(sql, where.values()), row -> row.getString(1)));
    }

    /** Counting is left to the rows of the page: a subquery finds them first. */
    private static Statement page(CatalogueQuery query, Set<Attribute> wanted, Statement where) {
        StringJoiner columns = new StringJoiner(", ");
        wanted.forEach(attribute -> columns.add(attribute.column()));
        String key = alias(query.level()) + ".id";
        String page = "select %s from %s%s order by %s limit %d offset %d"
                .formatted(
                        key, tables(query.level()), where.sql(), order(query.level()), query.limit(), query.offset());
        boolean counted =
                wanted.stream().anyMatch(attribute -> attribute.column().startsWith("counts."));
        return new Statement(
                "select %s from %s%s where %s in (%s) order by %s"
                        .formatted(
                                columns, tables(query.level()), counted ? COUNTS : "", key, page, order(query.level())),
                where.values());
    }

    static Statement where(CatalogueQuery query) {
        Map<Attribute, Condition> conditions = new LinkedHashMap<>();
        query.conditions().forEach((attribute, values) -> conditions.put(attribute, Condition.of(attribute, values)));
        StringJoiner sql = new StringJoiner(" and ", " where ", "").setEmptyValue("");
        List<Object> values = new ArrayList<>();
        for (Condition condition : conditions.values()) {
            sql.add(condition.sql());
            values.addAll(condition.values());
        }
        return new Statement(sql.toString(), values);
    }

    private static String alias(Level level) {
        return switch (level) {
            case STUDY -> "st";
            case SERIES -> "se";
            case INSTANCE -> "i";
        };
    }

    static String tables(Level level) {
        // Every study has its patient; as an outer join the database leaves it out where nothing of the patient is
        // asked.
        String study = "study st left join patient pt on pt.pseudonym = st.patient";
        return switch (level) {
            case STUDY -> study;
            case SERIES -> study + " join series se on se.study = st.id";
            case INSTANCE -> study + " join series se on se.study = st.id join instance i on i.series = se.id";
        };
    }

    private static String order(Level level) {
        String study = "st.study_date desc nulls last, st.id";
        return switch (level) {
            case STUDY -> study;
            case SERIES -> study + ", se.number nulls last, se.id";
            case INSTANCE -> study + ", se.number nulls last, se.id, i.number nulls last, i.id";
        };
    }

    private static DataSet row(ResultSet result, List<Attribute> wanted) throws SQLException {
        DataSet row = new DataSet().putText(Tags.SPECIFIC_CHARACTER_SET, "ISO_IR 192");
        for (int i = 0; i < wanted.size(); i++) {
            row.put(element(wanted.get(i).tag(), result.getString(i + 1)));
        }
        return row;
    }

    private static Element element(int tag, @Nullable String value) {
        Vr vr = DataDictionary.vr(tag).orElseThrow();
        if (vr == Vr.US) {
            return value == null ? Element.integers(tag, vr) : Element.integers(tag, vr, Long.parseLong(value));
        }
        return value == null ? Element.text(tag, vr) : Element.text(tag, vr, value);
    }
}
