/**
 * libtorch, started the right way, and the few conveniences that the rest of training needs: where tensors live, when
 * native memory is freed, and how named tensors are kept in a file. Entry classes: {@link
 * isocenter.pretrain.tensor.Device}, {@link isocenter.pretrain.tensor.Safetensors}. Knows no network and no recipe; used
 * by backbone, objective, training and by fine-tuning.
 */
@NullMarked
package isocenter.pretrain.tensor;

import org.jspecify.annotations.NullMarked;
