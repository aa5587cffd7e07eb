package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void timeThatTrainingWaitedDoesNotCount() {
        Pace pace = new Pace(10, 0);
        pace.step(4 * SECOND);
        pace.step(5 * SECOND);
        pace.paused(60 * SECOND);
        pace.step(67 * SECOND);
        // 2 steps of 10 images in the 3 seconds after the first step
        assertThat(pace.overall()).isCloseTo(20 / 3.0, within(1e-9));
        assertThat(pace.recent()).isCloseTo(20 / 3.0, within(1e-9));
    }
}
