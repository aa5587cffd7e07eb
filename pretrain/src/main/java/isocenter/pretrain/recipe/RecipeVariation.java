package isocenter.pretrain.recipe;

import java.util.Map;

/**
 * One recipe of a sweep.
 *
 * @param settings what distinguishes it: each setting that was a list, by its path, with the value that was taken
 */
public record RecipeVariation<T>(Map<String, String> settings, T recipe) {}
