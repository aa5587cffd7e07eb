package isocenter.annotate.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a CSV file says about one task, before its UIDs are looked up.
 *
 * @param lines every line that passed the filters, in the file's order
 * @param filteredOut lines that did not
 */
record LabelFile(String name, List<Line> lines, long filteredOut) {

    /**
     * One line of the file.
     *
     * @param number counted from 1, the header included
     * @param positive null when the image has neither finding and so is not part of the task
     */
    record Line(long number, String uid, @Nullable Boolean positive) {}

    /** @throws LabelFileException when the file departs from what the import says */
    static LabelFile read(Path path, LabelImport spec) {
        try (CsvTable table = new CsvTable(path)) {
            int uid = table.column(spec.uidColumn());
            int findings = table.column(spec.findingsColumn());
            List<Filter> filters = filters(table, spec.filters());
            Pattern separator = Pattern.compile(spec.separator(), Pattern.LITERAL);
            List<Line> lines = new ArrayList<>();
            long filteredOut = 0;
            while (table.next()) {
                String value = table.uid(uid);
                if (!filters.stream().allMatch(filter -> filter.accepts(table))) {
                    filteredOut++;
                    continue;
                }
                lines.add(new Line(table.line(), value, positive(table, separator.split(table.text(findings)), spec)));
            }
            if (lines.isEmpty() && filteredOut == 0) {
                throw new LabelFileException(table.file(), "the file names its columns and has no other line");
            }
            if (lines.stream().allMatch(line -> line.positive() == null)) {
                throw new LabelFileException(table.file(), nothing(spec, lines.size(), filteredOut));
            }
            return new LabelFile(table.file(), lines, filteredOut);
        }
    }

    private static String nothing(LabelImport spec, int read, long filteredOut) {
        String found = "no line has the finding \"" + spec.positive() + "\" or \"" + spec.negative()
                + "\" in the column \"" + spec.findingsColumn() + "\" (" + read + " lines read, " + filteredOut
                + " left out by the filters); ";
        return found + "findings are compared exactly, letter case included";
    }

    private static @Nullable Boolean positive(CsvTable table, String[] findings, LabelImport spec) {
        boolean positive = false;
        boolean negative = false;
        for (String finding : findings) {
            positive |= finding.strip().equals(spec.positive());
            negative |= finding.strip().equals(spec.negative());
        }
        if (positive && negative) {
            throw table.refused("the line has both the positive and the negative finding");
        }
        return positive ? Boolean.TRUE : negative ? Boolean.FALSE : null;
    }

    private static List<Filter> filters(CsvTable table, Map<String, String> wanted) {
        List<Filter> filters = new ArrayList<>();
        wanted.forEach((column, value) -> filters.add(new Filter(table.column(column), value.strip())));
        return filters;
    }

    private record Filter(int column, String value) {
        boolean accepts(CsvTable table) {
            return table.text(column).equals(value);
        }
    }
}
