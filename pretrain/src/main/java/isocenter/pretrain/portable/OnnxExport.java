package isocenter.pretrain.portable;

import isocenter.audit.content.DurableFile;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.portable.NetworkWriter.Value;
import isocenter.pretrain.protobuf.ProtobufMessage;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.StepScope;
import isocenter.pretrain.training.BackboneFile;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a backbone as an ONNX model: grey images [N, 1, size, size] in [0, 1] to {@link Backbone#features}, N being free, with
 * the metadata as its {@code metadata_props}. Source: github.com/onnx/onnx, onnx.proto, whose field numbers these are.
 */
public final class OnnxExport {
    /** The version of the format that came with the opset. */
    private static final int IR_VERSION = 8;

    private OnnxExport() {}

    /**
     * @param weights a backbone's file
     * @param out replaced when it exists
     * @return the metadata that were written, those of several values as JSON
     * @throws isocenter.pretrain.tensor.SafetensorsException when the backbone's file is damaged
     */
    public static Map<String, String> write(Path weights, Path out, Provenance provenance) {
        Backbone backbone = BackboneFile.read(weights);
        BackboneSpec spec = BackboneFile.spec(weights);
        ModelMetadata metadata = ModelMetadata.of(backbone, spec, provenance);
        try (StepScope scope = new StepScope()) {
            OnnxNetwork network = new OnnxNetwork(backbone.state());
            Value features = FeatureNetwork.write(backbone, network);
            OnnxGraph graph = network.graph(features, ModelMetadata.OUTPUT);
            ProtobufMessage model = model(graph, backbone, spec, metadata);
            DurableFile.write(out, model::writeTo);
        }
        return metadata.texts();
    }

    private static ProtobufMessage model(
            OnnxGraph network, Backbone backbone, BackboneSpec spec, ModelMetadata metadata) {
        ProtobufMessage graph = network.message("backbone")
                .message(11, tensor(ModelMetadata.INPUT, ModelMetadata.feeding(spec), 1, spec.image(), spec.image()))
                .message(12, tensor(ModelMetadata.OUTPUT, "one vector per image", backbone.featureCount()));
        ProtobufMessage model = new ProtobufMessage()
                .number(1, IR_VERSION)
                .text(2, "isocenter")
                .text(6, metadata.summary())
                .message(7, graph)
                .message(8, new ProtobufMessage().number(2, OnnxNetwork.OPSET));
        metadata.texts()
                .forEach((name, value) ->
                        model.message(14, new ProtobufMessage().text(1, name).text(2, value)));
        return model;
    }

    /** A ValueInfoProto: floats whose first axis is the batch. */
    private static ProtobufMessage tensor(String name, String documentation, long... lengths) {
        ProtobufMessage shape = new ProtobufMessage().message(1, new ProtobufMessage().text(2, ModelMetadata.BATCH));
        for (long length : lengths) {
            shape.message(1, new ProtobufMessage().number(1, length));
        }
        ProtobufMessage type = new ProtobufMessage().number(1, OnnxGraph.FLOAT).message(2, shape);
        return new ProtobufMessage()
                .text(1, name)
                .message(2, new ProtobufMessage().message(1, type))
                .text(3, documentation);
    }
}
