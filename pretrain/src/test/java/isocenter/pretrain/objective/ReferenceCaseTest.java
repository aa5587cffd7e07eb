package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Libtorch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceCaseTest {
    @BeforeAll
    static void start() {
        Libtorch.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nt-xent-0.1", "nt-xent-0.5"})
    void ntXentAgreesInLossAndGradient(String name) {
        ReferenceCase reference = ReferenceCase.named(name);
        Tensor first = reference.tensor("z0").set_requires_grad(true);
        Tensor rows = torch.cat(new TensorVector(first, reference.tensor("z1")));
        Tensor loss = NtXentLoss.of(Rows.unitLength(rows), reference.setting("temperature"));
        loss.backward();
        assertThat(loss.item_double()).isCloseTo(reference.expected("loss"), within(1e-5));
        Tensor gap =
                first.grad().sub(reference.expectedTensor("gradient")).abs().max();
        assertThat(gap.item_double()).isLessThan(1e-5);
    }

    @Test
    void unknownNamesAreRefused() {
        assertThatThrownBy(() -> ReferenceCase.named("nothing")).hasMessageContaining("nothing");
        assertThatThrownBy(() -> ReferenceCase.named("moco-v2").tensor("nothing"))
                .hasMessageContaining("tensors");
        assertThatThrownBy(() -> ReferenceCase.named("moco-v2").number("temperature"))
                .hasMessageContaining("whole");
    }
}
