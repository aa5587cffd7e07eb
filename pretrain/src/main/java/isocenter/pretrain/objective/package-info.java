/**
 * What pretraining minimises: SimCLR's contrastive loss over two views and MAE's reconstruction of hidden patches, each
 * on one page that follows its paper. Entry class: {@link isocenter.pretrain.objective.Objective}. Made of backbones
 * from {@code isocenter.pretrain.backbone}; stepped by {@code isocenter.pretrain.training}.
 */
@NullMarked
package isocenter.pretrain.objective;

import org.jspecify.annotations.NullMarked;
