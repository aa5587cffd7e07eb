/**
 * The image encoders: vision transformers with timm's parameter names and ResNets with torchvision's, for one-channel
 * images. Entry class: {@link isocenter.pretrain.backbone.Backbone}. Built from a recipe's {@code BackboneSpec} on {@code
 * isocenter.pretrain.tensor}; trained by objectives, probed and fine-tuned by the finetune module.
 */
@NullMarked
package isocenter.pretrain.backbone;

import org.jspecify.annotations.NullMarked;
