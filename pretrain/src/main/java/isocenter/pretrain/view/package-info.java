/**
 * Random views of one grey image, and the policy that says which of them are safe for which anatomy.
 *
 * <p>Entry classes {@link isocenter.pretrain.view.ViewGenerator} and {@link isocenter.pretrain.view.ViewPolicy}. Pure
 * Java on {@code float[]} in [0, 1]; no tensors. Neighbours: {@code recipe} (a recipe holds a {@code ViewSpec}),
 * {@code objective} and {@code training} (which draw views), {@code embedding} (which shows pictures on a sheet).
 */
@NullMarked
package isocenter.pretrain.view;

import org.jspecify.annotations.NullMarked;
