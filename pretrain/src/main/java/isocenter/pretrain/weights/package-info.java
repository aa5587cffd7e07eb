/**
 * Weights from and for other people: published encoders in safetensors files become a {@code Backbone} here, and a backbone
 * becomes a file that timm loads. Entry classes: {@link isocenter.pretrain.weights.WeightsImport} and {@link
 * isocenter.pretrain.weights.WeightsExport}. Built on {@code backbone} and {@code tensor}; the registry keeps what comes of
 * it.
 */
@NullMarked
package isocenter.pretrain.weights;

import org.jspecify.annotations.NullMarked;
