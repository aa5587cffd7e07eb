package isocenter.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class LedgerAppendTest {
    @Inject
    Ledger ledger;

    @Test
    void anAppendAdvancesTheHeadAndVerifies() {
        LedgerHead before = ledger.head();
        LedgerHead after = QuarkusTransaction.requiringNew()
                .call(() -> ledger.append(LedgerEntry.of("test.happened", "subject", Map.of("count", 1))));
        assertThat(after.size()).isEqualTo(before.size() + 1);
        assertThat(ledger.head()).isEqualTo(after);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }
}
