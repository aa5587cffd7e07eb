package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LossRecordTest {
    @Test
    void aLossThatIsNoNumberEndsTheRunWithRemedies() {
        LossRecord record = new LossRecord(true);
        record.add(1, 2.0, Map.of());
        for (double lost : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> record.add(2, lost, Map.of()))
                    .isInstanceOfSatisfying(
                            TrainingDiverged.class, e -> assertThat(e.step()).isEqualTo(2))
                    .hasMessageContaining("optimizer.rate")
                    .hasMessageContaining("clipNorm");
        }
    }

    @Test
    void aHundredLossesFarAboveTheStartEndTheRun() {
        LossRecord record = new LossRecord(true);
        for (int step = 1; step <= 10; step++) {
            record.add(step, 1.0, Map.of());
        }
        for (int step = 11; step < 110; step++) {
            record.add(step, 1.6, Map.of());
        }
        LossRecord resumed = new LossRecord(true, record.snapshot());
        assertThatThrownBy(() -> resumed.add(110, 1.6, Map.of())).isInstanceOf(TrainingDiverged.class);
        // one good step in between and the count starts again
        record.add(110, 1.4, Map.of());
        for (int step = 111; step < 210; step++) {
            record.add(step, 1.6, Map.of());
        }
        assertThat(record.first()).isEqualTo(1.0);
        assertThat(record.last()).isCloseTo(1.6, within(1e-12));
    }

    /** A hundred steps without spread are a collapse; a single one with spread starts the count anew. */
    @Test
    void imagesThatAreAllAlikeEndTheRun() {
        LossRecord record = new LossRecord(true);
        for (int step = 1; step <= 99; step++) {
            record.add(step, 1.0, Map.of("embeddingStd", 0.001));
        }
        record.add(100, 1.0, Map.of("embeddingStd", 0.5));
        LossRecord resumed = new LossRecord(true, record.snapshot());
        for (int step = 101; step <= 199; step++) {
            resumed.add(step, 1.0, Map.of("embeddingStd", 0.001));
        }
        LossRecord again = new LossRecord(true, resumed.snapshot());
        assertThatThrownBy(() -> again.add(200, 1.0, Map.of("embeddingStd", 0.001)))
                .isInstanceOf(TrainingDiverged.class)
                .hasMessageContaining("collapsed at step 200")
                .hasMessageContaining("momentum");
    }
}
