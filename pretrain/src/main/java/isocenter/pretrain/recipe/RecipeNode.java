package isocenter.pretrain.recipe;

import java.util.List;
import java.util.Map;

/** A recipe's text as a tree in which everything knows its line. */
sealed interface RecipeNode {

    /** Line of the key (or item) that this node belongs to, from 1. */
    int line();

    /** What it is, for messages. */
    String kind();

    record Section(int line, Map<String, RecipeNode> entries) implements RecipeNode {
        @Override
        public String kind() {
            return "a section";
        }
    }

    record Items(int line, List<RecipeNode> items) implements RecipeNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    record Text(int line, String value) implements RecipeNode {
        @Override
        public String kind() {
            return "the text \"" + (value.length() <= 60 ? value : value.substring(0, 60) + "…") + '"';
        }
    }

    record Numeral(int line, String value) implements RecipeNode {
        @Override
        public String kind() {
            return "the number " + (value.length() <= 60 ? value : value.substring(0, 60) + "…");
        }
    }

    record Truth(int line, boolean value) implements RecipeNode {
        @Override
        public String kind() {
            return Boolean.toString(value);
        }
    }

    record Nothing(int line) implements RecipeNode {
        @Override
        public String kind() {
            return "nothing";
        }
    }
}
