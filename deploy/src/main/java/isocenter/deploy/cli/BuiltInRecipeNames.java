package isocenter.deploy.cli;

import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.PretrainRecipe;
import java.util.Iterator;

/** The names of the pretraining recipes that are shipped, but for those of the demonstration. */
final class BuiltInRecipeNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return RecipeReader.builtIns(PretrainRecipe.class).stream()
                .filter(name -> !name.matches("(demo|cpu|quick)-.*"))
                .iterator();
    }
}
