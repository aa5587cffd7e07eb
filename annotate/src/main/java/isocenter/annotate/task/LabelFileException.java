package isocenter.annotate.task;

/**
 * A label or split file was refused as a whole; nothing of it was kept. The message names the file, the line and what to
 * change, and never repeats what a field holds, since label files carry patients' names and numbers.
 */
public final class LabelFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long line;

    LabelFileException(String file, long line, String problem) {
        super(line > 0 ? file + ", line " + line + ": " + problem : file + ": " + problem);
        this.line = line;
    }

    LabelFileException(String file, String problem) {
        this(file, 0, problem);
    }

    /** The line at fault, counted from 1 as an editor does; 0 when the file as a whole is at fault. */
    public long line() {
        return line;
    }
}
