package isocenter.pretrain.recipe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads YAML or JSON into {@link RecipeNode}s. Anchors and aliases are refused, so that nothing can unfold into more
 * than was written; duplicate keys, several documents and deep nesting are refused too.
 */
final class RecipeTree {

    private static final int MAX_DEPTH = 12;
    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonFactory JSON = new JsonFactory();

    private final String source;
    private final JsonParser parser;

    private RecipeTree(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    static RecipeNode yaml(String source, String text) {
        return read(source, text, YAML);
    }

    static RecipeNode json(String source, String text) {
        return read(source, text, JSON);
    }

    private static RecipeNode read(String source, String text, JsonFactory format) {
        try (JsonParser parser = format.createParser(text)) {
            RecipeTree tree = new RecipeTree(source, parser);
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new RecipeException(source, 0, "", "the recipe is empty");
            }
            RecipeNode root = tree.node(first, 1, "", 0);
            if (parser.nextToken() != null) {
                throw new RecipeException(source, tree.line(), "", "one recipe is expected, but a second begins here");
            }
            return root;
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String problem = e.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
            throw new RecipeException(
                    source, place == null ? 0 : place.getLineNr(), "", "not a readable recipe: " + problem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RecipeNode node(JsonToken token, int line, String path, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new RecipeException(source, line, path, "nested deeper than " + MAX_DEPTH + " sections");
        }
        if (parser instanceof YAMLParser yaml && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw new RecipeException(source, line, path, "anchors and aliases are not allowed: write the value out");
        }
        return switch (token) {
            case START_OBJECT -> section(line, path, depth);
            case START_ARRAY -> items(line, path, depth);
            case VALUE_STRING -> new RecipeNode.Text(line, parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new RecipeNode.Numeral(line, parser.getText());
            case VALUE_TRUE -> new RecipeNode.Truth(line, true);
            case VALUE_FALSE -> new RecipeNode.Truth(line, false);
            default -> new RecipeNode.Nothing(line);
        };
    }

    private RecipeNode section(int line, String path, int depth) throws IOException {
        Map<String, RecipeNode> entries = new LinkedHashMap<>();
        for (JsonToken token = next(path); token != JsonToken.END_OBJECT; token = next(path)) {
            String key = parser.currentName();
            int at = line();
            String inner = path.isEmpty() ? key : path + '.' + key;
            RecipeNode earlier = entries.get(key);
            if (earlier != null) {
                throw new RecipeException(
                        source, at, inner, "written twice (first on line " + earlier.line() + "): remove one");
            }
            entries.put(key, node(next(inner), at, inner, depth + 1));
        }
        return new RecipeNode.Section(line, entries);
    }

    private RecipeNode items(int line, String path, int depth) throws IOException {
        List<RecipeNode> items = new ArrayList<>();
        for (JsonToken token = next(path); token != JsonToken.END_ARRAY; token = next(path)) {
            items.add(node(token, line(), path + '[' + items.size() + ']', depth + 1));
        }
        return new RecipeNode.Items(line, items);
    }

    private JsonToken next(String path) throws IOException {
        @Nullable JsonToken token = parser.nextToken();
        if (token == null) {
            throw new RecipeException(source, line(), path, "the file ends here, unfinished");
        }
        return token;
    }

    private int line() {
        return Math.max(1, parser.currentTokenLocation().getLineNr());
    }
}
