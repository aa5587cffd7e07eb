package isocenter.pretrain.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A recipe in which a list stands where one value is expected, as all recipes with one value of each list: the first list
 * changes slowest.
 */
final class Expansion {
    private static final int MOST = 200;

    private final String source;

    /** @param settings what was chosen on the way to the node */
    record Choice(Map<String, String> settings, RecipeNode node) {}

    Expansion(String source) {
        this.source = source;
    }

    /** @throws RecipeException when there are more than {@value #MOST}, or a list is empty or holds anything but values */
    List<Choice> of(RecipeNode root) {
        return expand(root, "");
    }

    private List<Choice> expand(RecipeNode node, String path) {
        if (node instanceof RecipeNode.Items list) {
            return each(list, path);
        }
        if (!(node instanceof RecipeNode.Section section)) {
            return List.of(new Choice(Map.of(), node));
        }
        List<Choice> choices = List.of(new Choice(Map.of(), new RecipeNode.Section(section.line(), Map.of())));
        for (Map.Entry<String, RecipeNode> entry : section.entries().entrySet()) {
            String inner = path.isEmpty() ? entry.getKey() : path + '.' + entry.getKey();
            choices = product(choices, entry.getKey(), expand(entry.getValue(), inner), section.line());
        }
        return choices;
    }

    private List<Choice> each(RecipeNode.Items list, String path) {
        if (list.items().isEmpty()) {
            throw new RecipeException(
                    source, list.line(), path, "an empty list: write the values to try, or one value");
        }
        List<Choice> choices = new ArrayList<>();
        for (RecipeNode item : list.items()) {
            choices.add(new Choice(Map.of(path, value(item, path)), item));
        }
        return choices;
    }

    private String value(RecipeNode item, String path) {
        if (item instanceof RecipeNode.Text text) {
            return text.value();
        }
        if (item instanceof RecipeNode.Numeral number) {
            return number.value();
        }
        if (item instanceof RecipeNode.Truth truth) {
            return Boolean.toString(truth.value());
        }
        throw new RecipeException(source, item.line(), path, "must be a list of values, but holds " + item.kind());
    }

    private List<Choice> product(List<Choice> choices, String key, List<Choice> values, int line) {
        if (choices.size() * values.size() > MOST) {
            throw new RecipeException(source, line, key, "makes more than " + MOST + " recipes: write fewer values");
        }
        List<Choice> all = new ArrayList<>();
        for (Choice choice : choices) {
            for (Choice value : values) {
                Map<String, String> settings = new LinkedHashMap<>(choice.settings);
                settings.putAll(value.settings);
                Map<String, RecipeNode> entries = new LinkedHashMap<>(((RecipeNode.Section) choice.node).entries());
                entries.put(key, value.node);
                all.add(new Choice(settings, new RecipeNode.Section(line, entries)));
            }
        }
        return all;
    }
}
