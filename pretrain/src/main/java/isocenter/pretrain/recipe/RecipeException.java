package isocenter.pretrain.recipe;

/** A recipe that cannot be obeyed. The message names file, line and setting, and says what is expected there. */
public final class RecipeException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String setting;
    private final int line;

    RecipeException(String source, int line, String setting, String problem) {
        super(source + (line > 0 ? " line " + line : "") + ": " + (setting.isEmpty() ? "" : setting + ": ") + problem);
        this.setting = setting;
        this.line = line;
    }

    /** The setting's dotted path, as {@code optimizer.rate}; empty when the whole file is meant. */
    public String setting() {
        return setting;
    }

    /** Line of the file, from 1; 0 when the whole file is meant. */
    public int line() {
        return line;
    }
}
