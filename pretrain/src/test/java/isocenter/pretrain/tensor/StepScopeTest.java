package isocenter.pretrain.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class StepScopeTest {
    @Test
    void freesWhatWasMadeInsideAndKeepsResults() {
        Device device = Device.cpu();
        Tensor inside;
        Tensor kept;
        Tensor[] temporary = new Tensor[1];
        try (StepScope scope = device.openStep()) {
            inside = torch.ones(2, 2);
            kept = StepScope.keepingResult(() -> {
                temporary[0] = torch.ones(2, 2);
                // in place: the answer is only a reference to the temporary
                return temporary[0].add_(new Scalar(1.0));
            });
            assertThat(temporary[0].isNull()).isTrue();
            assertThat(kept.sum().item_double()).isEqualTo(8);
        }
        assertThat(inside.isNull()).isTrue();
        assertThat(kept.isNull()).isTrue();
    }
}
