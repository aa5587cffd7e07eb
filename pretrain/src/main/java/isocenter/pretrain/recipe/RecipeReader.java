package isocenter.pretrain.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a recipe, YAML on disk or one that is built in, into its record. Strict: an unknown, doubled or missing key, a
 * wrong type and a value out of range are all {@link RecipeException}s that name file, line, setting and what is
 * expected.
 *
 * <p>Any record serves, in any module: see {@link DefaultValue} and {@link BuiltInRecipes}. Its canonical constructor
 * checks the values and throws IllegalArgumentException with a message that begins with the setting's name
 * ({@link Settings}).
 */
public final class RecipeReader {

    /** No recipe is longer; what is longer is not a recipe. */
    static final int MAX_BYTES = 64 * 1024;

    private RecipeReader() {}

    /**
     * @param fileOrName a built-in recipe's name, or the path of a YAML file
     * @throws RecipeException when there is no such recipe, or it is not a valid {@code type}
     */
    public static <T extends Record> T read(String fileOrName, Class<T> type) {
        return bindYaml(fileOrName, text(fileOrName, type), type);
    }

    /**
     * Reads a recipe in which lists stand for several values: all recipes with one value of each list.
     *
     * @param fileOrName as for {@link #read(String, Class)}
     * @return at least one; each checked
     * @throws RecipeException when there is no such recipe, any of them is not a valid {@code type}, or they are too many
     */
    public static <T extends Record> List<RecipeVariation<T>> readAll(String fileOrName, Class<T> type) {
        return new Expansion(fileOrName)
                .of(RecipeTree.yaml(fileOrName, text(fileOrName, type))).stream()
                        .map(choice -> new RecipeVariation<>(
                                choice.settings(), new RecordBinder(fileOrName).bind(choice.node(), type)))
                        .toList();
    }

    private static String text(String fileOrName, Class<? extends Record> type) {
        Path file = Path.of(fileOrName);
        if (Files.exists(file)) {
            return text(file);
        }
        List<String> names = builtIns(type);
        if (!names.contains(fileOrName)) {
            throw new RecipeException(
                    fileOrName,
                    0,
                    "",
                    "there is no such file, and no such recipe is built in" + NearestName.hint(fileOrName, names)
                            + "; built in: " + String.join(", ", names));
        }
        return builtInText(fileOrName, type);
    }

    /** @throws RecipeException when the file cannot be read or is not a valid {@code type} */
    public static <T extends Record> T read(Path file, Class<T> type) {
        return bindYaml(file.toString(), text(file), type);
    }

    private static String text(Path file) {
        String source = file.toString();
        try {
            if (!Files.isRegularFile(file)) {
                throw new RecipeException(source, 0, "", "not a file");
            }
            if (Files.size(file) > MAX_BYTES) {
                throw new RecipeException(source, 0, "", "larger than a recipe may be (" + MAX_BYTES + " bytes)");
            }
            return decode(source, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new RecipeException(
                    source, 0, "", "cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /** Reads what {@link CanonicalForm#json()} wrote, by the same rules. */
    public static <T extends Record> T parse(String json, Class<T> type) {
        return new RecordBinder("recipe").bind(RecipeTree.json("recipe", json), type);
    }

    /** Names of the recipes built in for a record type. */
    public static List<String> builtIns(Class<? extends Record> type) {
        BuiltInRecipes names = type.getAnnotation(BuiltInRecipes.class);
        return names == null ? List.of() : List.of(names.value());
    }

    /** The YAML of a built-in recipe, comments and all: a starting point for one's own. */
    public static String builtInText(String name, Class<? extends Record> type) {
        String resource = "/recipes/" + name + ".yaml";
        try (InputStream stream = type.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The class path lacks " + resource);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T extends Record> T bindYaml(String source, String text, Class<T> type) {
        return new RecordBinder(source).bind(RecipeTree.yaml(source, text), type);
    }

    private static String decode(String source, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RecipeException(source, 0, "", "not UTF-8 text");
        }
    }
}
