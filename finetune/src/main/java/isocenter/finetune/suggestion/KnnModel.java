package isocenter.finetune.suggestion;

import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeReader;
import java.util.Map;

/**
 * Which neighbours suggest.
 *
 * @param backbone whose features say what is near
 * @param dataset "name@version" whose images have features; of others nothing is said
 * @param revisions finding → label revision, "task@number", whose images vote
 */
public record KnnModel(String backbone, String dataset, Map<String, String> revisions) {
    public KnnModel {
        if (revisions.isEmpty()) {
            throw new IllegalArgumentException("Name a finding and the task that has labels of it");
        }
        revisions = Map.copyOf(revisions);
    }

    /** As a worklist keeps it. */
    public String text() {
        return CanonicalForm.of(this).json();
    }

    static KnnModel parse(String text) {
        return RecipeReader.parse(text, KnnModel.class);
    }
}
