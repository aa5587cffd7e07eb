package isocenter.pretrain.portable;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** An ONNX file in ONNX Runtime. */
final class OnnxModel implements AutoCloseable {
    /** Starting the runtime (1.29.0) recurses deep: on some machines 4 MB overflow, and the JVM ends without a message. */
    private static final long STACK = 64L << 20;

    private static final OrtEnvironment RUNTIME = started();

    private final OrtSession session;

    OnnxModel(Path file) throws OrtException {
        session = RUNTIME.createSession(file.toString());
    }

    private static OrtEnvironment started() {
        Thread starter = new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime-start", STACK);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return OrtEnvironment.getEnvironment();
    }

    /** [N, C, H, W] → [N, F]. */
    Tensor features(Tensor images) throws OrtException {
        long[] shape = {images.size(0), images.size(1), images.size(2), images.size(3)};
        float[] pixels = new float[(int) images.numel()];
        images.contiguous().data_ptr_float().get(pixels);
        try (OnnxTensor fed = OnnxTensor.createTensor(RUNTIME, FloatBuffer.wrap(pixels), shape);
                OrtSession.Result result = session.run(Map.of("images", fed))) {
            OnnxTensor answer = (OnnxTensor) result.get("features").orElseThrow();
            FloatBuffer values = answer.getFloatBuffer();
            float[] features = new float[values.remaining()];
            values.get(features);
            return Tensor.create(features, answer.getInfo().getShape());
        }
    }

    OnnxModelMetadata metadata() throws OrtException {
        return session.getMetadata();
    }

    long[] inputShape(String name) throws OrtException {
        return shape(session.getInputInfo().get(name));
    }

    long[] outputShape(String name) throws OrtException {
        return shape(session.getOutputInfo().get(name));
    }

    private static long[] shape(NodeInfo node) {
        return ((TensorInfo) node.getInfo()).getShape();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
