package isocenter.ingest.catalogue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question to the catalogue.
 *
 * @param level what one row of the answer is
 * @param conditions all must hold; of several values of one attribute any may. Values are those of DICOM matching (PS3.4
 *     C.2.2.2): {@code *} and {@code ?} in text, {@code 20200101-20201231} for dates; an empty value matches everything
 * @param included attributes wanted besides the usual ones
 * @param limit rows at most, 1 to {@value #MOST}
 * @param offset rows left out before the first, in an order that does not change while nothing is added
 */
public record CatalogueQuery(
        Level level, Map<Attribute, List<String>> conditions, Set<Attribute> included, int limit, int offset) {
    /** Rows of one answer at most. */
    public static final int MOST = 10_000;

    /** @throws CatalogueQueryException when a condition cannot hold at this level, or the page is out of range */
    public CatalogueQuery {
        conditions = Map.copyOf(new LinkedHashMap<>(conditions));
        included = Set.copyOf(new LinkedHashSet<>(included));
        if (limit < 1 || limit > MOST) {
            throw new CatalogueQueryException("limit is out of range: it may be 1 to " + MOST);
        }
        if (offset < 0) {
            throw new CatalogueQueryException("offset is negative");
        }
        for (Attribute attribute : conditions.keySet()) {
            if (attribute.level().compareTo(level) > 0 || attribute.matching() == Attribute.Matching.NONE) {
                throw new CatalogueQueryException(
                        attribute.keyword() + " cannot be matched when " + level + " is asked for");
            }
        }
    }

    public static CatalogueQuery of(Level level, Map<Attribute, List<String>> conditions) {
        return new CatalogueQuery(level, conditions, Set.of(), MOST, 0);
    }
}
