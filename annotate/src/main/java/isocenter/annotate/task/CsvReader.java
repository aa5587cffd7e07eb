package isocenter.annotate.task;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated records as RFC 4180 defines them, read one at a time and refused at the first departure. Written here,
 * not taken from a library, because a refusal has to name the line on which the record starts, also when quoted fields
 * span lines. A byte order mark is skipped, LF is taken for CRLF and empty lines are passed over.
 */
final class CsvReader implements AutoCloseable {

    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_FIELD = 1 << 20;
    private static final int MAX_FIELDS = 10_000;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final BufferedReader in;
    private long line = 1;
    private long recordLine = 1;
    private int ahead;

    CsvReader(Path path) {
        Path name = path.getFileName();
        file = name == null ? path.toString() : name.toString();
        if (!Files.isRegularFile(path)) {
            throw new LabelFileException(file, "there is no such file; name an existing CSV file");
        }
        try {
            long bytes = Files.size(path);
            if (bytes == 0) {
                throw new LabelFileException(file, "the file is empty; its first line has to name the columns");
            }
            if (bytes > MAX_BYTES) {
                throw new LabelFileException(
                        file,
                        "the file has " + (bytes >> 20) + " MiB, more than the " + (MAX_BYTES >> 20)
                                + " MiB that one import takes; split it");
            }
            in = new BufferedReader(new InputStreamReader(
                    Files.newInputStream(path),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
        } catch (IOException e) {
            throw new LabelFileException(file, "the file cannot be opened; check that you may read it");
        }
        ahead = read();
        if (ahead == BYTE_ORDER_MARK) {
            ahead = read();
        }
    }

    String file() {
        return file;
    }

    /** The line on which the record returned last starts. */
    long line() {
        return recordLine;
    }

    /** The next record's fields, or null at the end of the file. */
    @Nullable
    List<String> next() {
        while (ahead == '\n' || ahead == '\r') {
            endOfLine();
        }
        if (ahead < 0) {
            return null;
        }
        recordLine = line;
        List<String> fields = new ArrayList<>();
        while (true) {
            if (fields.size() == MAX_FIELDS) {
                throw refused("the line has more than " + MAX_FIELDS + " fields; is this a CSV file?");
            }
            fields.add(ahead == '"' ? quoted() : plain());
            if (ahead != ',') {
                break;
            }
            ahead = read();
        }
        if (ahead >= 0) {
            endOfLine();
        }
        return fields;
    }

    LabelFileException refused(String problem) {
        return new LabelFileException(file, recordLine, problem);
    }

    private String plain() {
        StringBuilder field = new StringBuilder();
        while (ahead >= 0 && ahead != ',' && ahead != '\n' && ahead != '\r') {
            if (ahead == '"') {
                throw refused("a quote stands inside an unquoted field; quote the whole field and double the quote");
            }
            append(field);
        }
        return field.toString();
    }

    private String quoted() {
        StringBuilder field = new StringBuilder();
        ahead = read();
        while (true) {
            if (ahead < 0) {
                throw refused("a quoted field that starts in this record is never closed");
            }
            if (ahead == '"') {
                ahead = read();
                if (ahead != '"') {
                    break;
                }
            } else if (ahead == '\n') {
                line++;
            }
            append(field);
        }
        if (ahead >= 0 && ahead != ',' && ahead != '\n' && ahead != '\r') {
            throw refused("text follows the closing quote of a field");
        }
        return field.toString();
    }

    private void append(StringBuilder field) {
        if (field.length() == MAX_FIELD) {
            throw refused("a field has more than " + MAX_FIELD + " characters; is a closing quote missing?");
        }
        if (ahead == 0) {
            throw refused("a field holds a NUL character; is this a CSV file in UTF-8?");
        }
        field.append((char) ahead);
        ahead = read();
    }

    private void endOfLine() {
        if (ahead == '\r') {
            ahead = read();
            if (ahead != '\n' && ahead >= 0) {
                throw new LabelFileException(file, line, "a carriage return stands without a line feed after it");
            }
        }
        if (ahead == '\n') {
            line++;
            ahead = read();
        }
    }

    private int read() {
        try {
            return in.read();
        } catch (CharacterCodingException e) {
            throw new LabelFileException(
                    file, "after line " + line + " the text is not UTF-8; save the file as \"CSV UTF-8\"");
        } catch (IOException e) {
            throw new LabelFileException(file, line, "the file cannot be read any further");
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new LabelFileException(file, "the file cannot be closed");
        }
    }
}
