/**
 * What changes a result, written down: recipe records and the strict YAML reader that fills them.
 *
 * <p>Entry class {@link isocenter.pretrain.recipe.RecipeReader}; {@link isocenter.pretrain.recipe.CanonicalForm} gives
 * the bytes that are hashed into the ledger. Plain data, no tensors. Neighbours: {@code view} (the views a recipe asks
 * for), {@code training} (which obeys a recipe), {@code registry} (which records it).
 */
@NullMarked
package isocenter.pretrain.recipe;

import org.jspecify.annotations.NullMarked;
