package isocenter.annotate.task;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A CSV file whose first line names its columns and whose every other line has as many fields. */
public final class CsvTable implements AutoCloseable {

    /** A UID (PS3.5 section 9.1), leniently: leading zeros do occur. */
    private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+)+");

    private static final int UID_LENGTH = 64;
    private static final int COLUMNS_SHOWN = 40;

    private final CsvReader reader;
    private final List<String> columns;
    private List<String> fields = List.of();

    /** @throws LabelFileException when the file is no CSV with a line of column names */
    public CsvTable(Path path) {
        this(new CsvReader(path));
    }

    private CsvTable(CsvReader reader) {
        this.reader = reader;
        List<String> header = reader.next();
        if (header == null) {
            throw new LabelFileException(reader.file(), "the file is empty; its first line has to name the columns");
        }
        columns = header.stream().map(String::strip).toList();
        if (columns.stream().anyMatch(name -> UID.matcher(name).matches())) {
            throw reader.refused("the first line holds data; it has to name the columns");
        }
        Set<String> seen = new HashSet<>();
        for (String column : columns) {
            if (!seen.add(column)) {
                throw reader.refused("the column \"" + column + "\" is named twice");
            }
        }
    }

    /** Whether there is such a column. */
    public boolean has(String name) {
        return columns.contains(name);
    }

    /** The position of a column. */
    public int column(String name) {
        int position = columns.indexOf(name);
        if (position < 0) {
            throw new LabelFileException(
                    reader.file(),
                    1,
                    "there is no column \"" + name + "\"; the columns found are "
                            + String.join(", ", columns.subList(0, Math.min(columns.size(), COLUMNS_SHOWN)))
                            + (columns.size() > COLUMNS_SHOWN ? ", …" : ""));
        }
        return position;
    }

    /** Goes to the next line; false at the end. */
    public boolean next() {
        @Nullable List<String> read = reader.next();
        if (read == null) {
            return false;
        }
        if (read.size() != columns.size()) {
            throw reader.refused("the line has " + read.size() + " fields, the first line names " + columns.size()
                    + " columns; is a quote missing around a comma?");
        }
        fields = read;
        return true;
    }

    long line() {
        return reader.line();
    }

    /** The stripped text of a field of this line. */
    public String text(int column) {
        return fields.get(column).strip();
    }

    /** The UID in a field of this line, refused when it is none. */
    public String uid(int column) {
        String uid = text(column);
        if (uid.isEmpty()) {
            throw reader.refused("the column \"" + columns.get(column) + "\" is empty; every line needs a UID");
        }
        if (uid.length() > UID_LENGTH || !UID.matcher(uid).matches()) {
            throw reader.refused("the column \"" + columns.get(column)
                    + "\" does not hold a UID (digits and dots, 64 characters at most)");
        }
        return uid;
    }

    /** What is wrong with this line. */
    public LabelFileException refused(String problem) {
        return reader.refused(problem);
    }

    String file() {
        return reader.file();
    }

    @Override
    public void close() {
        reader.close();
    }
}
