package isocenter.ingest.catalogue;

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
}
