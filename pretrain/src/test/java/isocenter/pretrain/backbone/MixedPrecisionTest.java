package isocenter.pretrain.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.tensor.Autocast;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.tensor.Precision;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

class MixedPrecisionTest {
    private final Device device = Device.cpu();

    /** bfloat16 keeps 8 bits, so a block of some ten roundings may differ by a few 1/256; a wrong formula by far more. */
    @Test
    void aBlockInBfloat16IsTheBlockInFloatRounded() {
        torch.manual_seed(7);
        TransformerBlock block = new TransformerBlock(64, 4);
        Tensor tokens = torch.randn(3, 40, 64);
        Outcome exact = run(block, tokens, Precision.FP32);
        Outcome rounded = run(block, tokens, Precision.BF16);
        assertThat(difference(rounded.output, exact.output)).isBetween(1e-6, 0.02);
        assertThat(difference(rounded.gradient, exact.gradient)).isBetween(1e-6, 0.05);
        assertThat(difference(run(block, tokens, Precision.FP32).output, exact.output))
                .as("float after bfloat16")
                .isZero();
    }

    private record Outcome(Tensor output, Tensor gradient) {}

    private Outcome run(TransformerBlock block, Tensor tokens, Precision precision) {
        Tensor input = tokens.detach().clone().requires_grad_(true);
        Tensor output;
        try (Autocast mixed = device.autocast(precision)) {
            output = block.forward(input).to(ScalarType.Float);
        }
        output.square().sum().backward();
        return new Outcome(output.detach(), input.grad().detach());
    }

    private static double difference(Tensor a, Tensor b) {
        return a.sub(b).norm().item().toDouble() / b.norm().item().toDouble();
    }
}
