/**
 * Several processes that train as one: who takes part, and what they tell each other, over libtorch's c10d (Gloo between
 * processors, NCCL between GPUs). Entry classes: {@link isocenter.pretrain.parallel.Ranks}, {@link
 * isocenter.pretrain.parallel.Share}. Knows no network; used by backbone, objective and training.
 */
@NullMarked
package isocenter.pretrain.parallel;

import org.jspecify.annotations.NullMarked;
