package isocenter.pretrain.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.tensor.Device;
import java.util.HashSet;
import java.util.Set;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class PatchMaskTest {
    @Test
    void showsAQuarterOfThePatchesEachOnce() {
        Device device = Device.cpu();
        torch.manual_seed(11);
        PatchMask mask = PatchMask.draw(6, 144, 0.75, device);
        assertThat(mask.kept().size(1)).isEqualTo(36);
        for (int image = 0; image < 6; image++) {
            Set<Long> kept = new HashSet<>();
            for (int k = 0; k < 36; k++) {
                long patch = mask.kept().get(image).get(k).item_long();
                kept.add(patch);
                // restore leads from a patch to its place among the visible
                assertThat(mask.restore().get(image).get(patch).item_long()).isEqualTo(k);
                assertThat(mask.hidden().get(image).get(patch).item_double()).isZero();
            }
            assertThat(kept).hasSize(36);
            assertThat(mask.hidden().get(image).sum().item_double()).isEqualTo(108);
        }
    }

    @Test
    void hidesEveryPatchEquallyOften() {
        Device device = Device.cpu();
        torch.manual_seed(12);
        PatchMask mask = PatchMask.draw(20_000, 16, 0.75, device);
        for (int patch = 0; patch < 16; patch++) {
            // five standard deviations of a mean of 20,000 draws
            assertThat(mask.hidden().select(1, patch).mean().item_double()).isCloseTo(0.75, within(0.0153));
        }
    }

    @Test
    void ratiosThatAreNotExactInBinaryStillShowTheRightNumber() {
        assertThat(PatchMask.draw(1, 100, 0.9, Device.cpu()).kept().size(1)).isEqualTo(10);
        assertThat(PatchMask.draw(1, 100, 0.7, Device.cpu()).kept().size(1)).isEqualTo(30);
    }
}
