package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossRecordTest {
    @Test
    void aLossThatIsNoNumberEndsTheRunWithRemedies() {
        LossRecord record = new LossRecord();
        record.add(1, 2.0);
        for (double lost : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> record.add(2, lost))
                    .isInstanceOfSatisfying(
                            TrainingDiverged.class, e -> assertThat(e.step()).isEqualTo(2))
                    .hasMessageContaining("optimizer.rate")
                    .hasMessageContaining("clipNorm");
        }
    }

    @Test
    void aHundredLossesFarAboveTheStartEndTheRun() {
        LossRecord record = new LossRecord();
        for (int step = 1; step <= 10; step++) {
            record.add(step, 1.0);
        }
        for (int step = 11; step < 110; step++) {
            record.add(step, 1.6);
        }
        LossRecord resumed = new LossRecord(record.snapshot());
        assertThatThrownBy(() -> resumed.add(110, 1.6)).isInstanceOf(TrainingDiverged.class);
        // one good step in between and the count starts again
        record.add(110, 1.4);
        for (int step = 111; step < 210; step++) {
            record.add(step, 1.6);
        }
        assertThat(record.first()).isEqualTo(1.0);
        assertThat(record.last()).isCloseTo(1.6, within(1e-12));
    }
}
