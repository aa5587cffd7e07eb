package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.recipe.OptimizerSpec;
import org.junit.jupiter.api.Test;

class CosineScheduleTest {
    private final CosineSchedule schedule = CosineSchedule.of(new OptimizerSpec(1e-3, 0, 0.9, 0.95, 0.1, 1e-5, 0), 100);

    @Test
    void risesLinearlyThenFallsByHalfACosine() {
        assertThat(schedule.warmup()).isEqualTo(10);
        assertThat(schedule.rateAt(0)).isCloseTo(1e-4, within(1e-12));
        assertThat(schedule.rateAt(4)).isCloseTo(5e-4, within(1e-12));
        assertThat(schedule.rateAt(9)).isCloseTo(1e-3, within(1e-12));
        assertThat(schedule.rateAt(10)).isCloseTo(1e-3, within(1e-12));
        assertThat(schedule.rateAt(55)).isCloseTo((1e-3 + 1e-5) / 2, within(1e-12));
        assertThat(schedule.rateAt(100)).isCloseTo(1e-5, within(1e-12));
    }

    @Test
    void aSingleStepHasARate() {
        assertThat(new CosineSchedule(1e-3, 0, 0, 1).rateAt(0)).isEqualTo(1e-3);
    }
}
