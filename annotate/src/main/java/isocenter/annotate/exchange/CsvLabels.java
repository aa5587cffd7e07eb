package isocenter.annotate.exchange;

import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.FindingLabel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Labels as CSV (RFC 4180): one line for each reading, finding and place. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe. Marks and remarks are not in it.
 */
final class CsvLabels {
    private static final String END = "\r\n";
    private static final List<String> COLUMNS = List.of(
            "reading",
            "version",
            "study",
            "reader",
            "role",
            "committed",
            "finding",
            "title",
            "scheme",
            "code",
            "value",
            "series",
            "instance",
            "frame");

    private CsvLabels() {}

    static String write(List<CommittedReading> readings, FindingCodes codes) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(END);
        for (CommittedReading reading : readings) {
            for (FindingLabel label : reading.content().labels()) {
                text.append(line(reading, label, codes)).append(END);
            }
        }
        return text.toString();
    }

    private static String line(CommittedReading reading, FindingLabel label, FindingCodes codes) {
        Concept concept = codes.concept(label.finding());
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                reading.id(),
                reading.version(),
                reading.study(),
                reading.reader(),
                reading.role(),
                reading.committed(),
                label.finding(),
                codes.finding(label.finding()).title(),
                concept.scheme(),
                concept.value(),
                label.value().word(),
                label.series(),
                label.instance(),
                label.frame()));
        return cells.stream().map(CsvLabels::cell).collect(Collectors.joining(","));
    }

    /** One cell: an apostrophe before what may be a formula, quotes around what needs them. */
    static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        if (text.matches("(?s)\\s*[=+\\-@].*|[\\t\\r\\n].*")) {
            text = "'" + text;
        }
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
