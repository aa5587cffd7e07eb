/**
 * Writes protobuf messages, for files whose format is one: TensorBoard's events and ONNX models. Entry class: {@link
 * isocenter.pretrain.protobuf.ProtobufMessage}. Knows no schema: {@code tracking} and {@code portable} name the fields.
 */
@NullMarked
package isocenter.pretrain.protobuf;

import org.jspecify.annotations.NullMarked;
