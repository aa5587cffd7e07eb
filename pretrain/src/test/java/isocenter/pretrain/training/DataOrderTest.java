package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataOrderTest {
    private static final int[] POOL = IntStream.range(100, 130).toArray();

    @Test
    void anEpochShowsEveryImageAtMostOnce() {
        DataOrder order = new DataOrder(1, POOL, 10);
        assertThat(order.stepsPerEpoch()).isEqualTo(3);
        for (int epoch = 0; epoch < 5; epoch++) {
            Set<Integer> seen = new HashSet<>();
            for (int step = 0; step < 3; step++) {
                Arrays.stream(order.indices(epoch * 3L + step)).forEach(seen::add);
            }
            assertThat(seen).hasSize(30).allMatch(index -> index >= 100 && index < 130);
        }
        assertThat(order.indices(0)).isNotEqualTo(order.indices(3));
    }

    @Test
    void dependsOnSeedAndStepAlone() {
        DataOrder order = new DataOrder(9, POOL, 8);
        int[] later = order.indices(17);
        order.indices(2);
        assertThat(order.indices(17)).isEqualTo(later);
        assertThat(new DataOrder(9, POOL, 8).indices(17)).isEqualTo(later);
        assertThat(new DataOrder(10, POOL, 8).indices(17)).isNotEqualTo(later);
    }

    @Test
    void chanceDiffersByStepAndImage() {
        DataOrder order = new DataOrder(9, POOL, 8);
        Set<Long> drawn = new HashSet<>();
        for (int step = 0; step < 50; step++) {
            for (int index = 0; index < 50; index++) {
                drawn.add(order.random(step, index).nextLong());
            }
        }
        assertThat(drawn).hasSize(2500);
        assertThat(order.random(3, 4).nextLong()).isEqualTo(order.random(3, 4).nextLong());
    }

    @Test
    void refusesAPoolSmallerThanABatch() {
        assertThatThrownBy(() -> new DataOrder(1, POOL, 31)).hasMessageContaining("larger than the pool of 30");
    }
}
