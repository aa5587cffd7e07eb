/**
 * Backbones as files that need nothing of ours to run: TorchScript for libtorch and PyTorch, ONNX for ONNX Runtime and
 * its like. The standardisation of the pixels is part of the network, and the file says what to feed it.
 *
 * <p>Entry classes: {@link isocenter.pretrain.portable.TorchScriptExport} and {@link
 * isocenter.pretrain.portable.OnnxExport}. Each architecture is written down once, against {@link
 * isocenter.pretrain.portable.NetworkWriter}. Neighbours: {@code backbone} (what is written), {@code weights} (for timm),
 * {@code registry} (which asks for it).
 */
@NullMarked
package isocenter.pretrain.portable;

import org.jspecify.annotations.NullMarked;
