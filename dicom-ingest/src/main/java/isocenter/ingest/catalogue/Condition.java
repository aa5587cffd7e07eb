package isocenter.ingest.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One comparison in SQL, with its values apart from its text.
 *
 * @param sql with a question mark for each value
 */
record Condition(String sql, List<Object> values) {
    private static final Pattern DATE = Pattern.compile("\\d{8}");
    private static final Pattern TIME = Pattern.compile("\\d{2}(\\d{2}(\\d{2}(\\.\\d{1,6})?)?)?");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,9}");

    Condition {
        values = List.copyOf(values);
    }

    /** Any of these values. */
    static Condition of(Attribute attribute, List<String> wanted) {
        List<Condition> alternatives = new ArrayList<>();
        for (String value : wanted) {
            if (value.isEmpty() || value.equals("*")) {
                return new Condition("true", List.of());
            }
            alternatives.add(one(attribute, value));
        }
        List<Object> values = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Condition alternative : alternatives) {
            texts.add(alternative.sql);
            values.addAll(alternative.values);
        }
        return new Condition("(" + String.join(" or ", texts) + ")", values);
    }

    private static Condition one(Attribute attribute, String value) {
        String column = attribute.column();
        return switch (attribute.matching()) {
            case UID -> new Condition(column + " = ?", List.of(value));
            case CODE, TEXT -> text(column, value);
            case DATE -> range(attribute, value, DATE, "");
            case TIME -> range(attribute, value, TIME, "999999.999999");
            case NUMBER -> number(attribute, value);
            case MODALITY_OF_STUDY -> {
                Condition modality = text("m.modality", value);
                yield new Condition(
                        "exists (select 1 from series m where m.study = st.id and " + modality.sql + ")",
                        modality.values);
            }
            case NONE -> throw new CatalogueQueryException(attribute.keyword() + " cannot be matched");
        };
    }

    /** Case does not count: a viewer's users type names and codes as they come. */
    private static Condition text(String column, String value) {
        String upper = value.toUpperCase(Locale.ROOT);
        if (value.indexOf('*') < 0 && value.indexOf('?') < 0) {
            // The plain comparison lets an index serve what is written as it is stored, which is nearly everything.
            return new Condition("(" + column + " = ? or upper(" + column + ") = ?)", List.of(value, upper));
        }
        String pattern = upper.replace("\\", "\\\\")
                .replace("%", "\\%")
                .replace("_", "\\_")
                .replace('*', '%')
                .replace('?', '_');
        return new Condition("upper(" + column + ") like ?", List.of(pattern));
    }

    /** Text in the order of its characters is in the order of time; a bound of a time covers all that begins with it. */
    private static Condition range(Attribute attribute, String value, Pattern form, String fill) {
        int dash = value.indexOf('-');
        String from = dash < 0 ? value : value.substring(0, dash);
        String to = dash < 0 ? value : value.substring(dash + 1);
        if ((from.isEmpty() && to.isEmpty()) || !fits(from, form) || !fits(to, form)) {
            throw new CatalogueQueryException(
                    attribute.keyword() + " is no date or time, nor a range of them such as 20200101-20201231");
        }
        List<String> parts = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        if (!from.isEmpty()) {
            parts.add(attribute.column() + " >= ?");
            values.add(from);
        }
        if (!to.isEmpty()) {
            parts.add(attribute.column() + " <= ?");
            values.add(to.length() < fill.length() ? to + fill.substring(to.length()) : to);
        }
        return new Condition("(" + String.join(" and ", parts) + ")", values);
    }

    private static boolean fits(String bound, Pattern form) {
        return bound.isEmpty() || form.matcher(bound).matches();
    }

    private static Condition number(Attribute attribute, String value) {
        if (!INTEGER.matcher(value).matches()) {
            throw new CatalogueQueryException(attribute.keyword() + " is no whole number");
        }
        return new Condition(attribute.column() + " = ?", List.of(Integer.valueOf(value)));
    }
}
