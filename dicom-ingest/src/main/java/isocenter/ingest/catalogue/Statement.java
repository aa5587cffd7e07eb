package isocenter.ingest.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * SQL and its values.
 *
 * @param sql with a question mark for each value
 */
record Statement(String sql, List<Object> values) {
    Statement {
        values = List.copyOf(values);
    }

    /** A {@code where} clause, maybe empty, with one more condition. */
    Statement and(String condition, Object value) {
        List<Object> all = new ArrayList<>(values);
        all.add(value);
        return new Statement(sql + (sql.isEmpty() ? " where " : " and ") + condition, all);
    }
}
