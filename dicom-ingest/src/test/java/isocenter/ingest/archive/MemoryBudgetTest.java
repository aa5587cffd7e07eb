package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
    @Test
    void twoLargeObjectsWaitForEachOther() throws InterruptedException {
        MemoryBudget budget = new MemoryBudget(10L << 20);
        assertThat(budget.fits(11L << 20)).isFalse();
        CountDownLatch second = new CountDownLatch(1);
        MemoryBudget.Lease first = budget.lease(6L << 20);
        Thread other = new Thread(() -> {
            try (MemoryBudget.Lease lease = budget.lease(6L << 20)) {
                second.countDown();
            }
        });
        other.start();
        assertThat(second.await(200, TimeUnit.MILLISECONDS)).isFalse();
        first.close();
        assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        other.join();
        budget.leaseAll().close();
    }
}
