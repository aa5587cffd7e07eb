package isocenter.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class LedgerAppendTest {
    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    private static LedgerEntry entry(int number) {
        return LedgerEntry.of("test.happened", "subject-" + number, Map.of("number", number));
    }

    private LedgerHead append(LedgerEntry... entries) {
        return QuarkusTransaction.requiringNew().call(() -> ledger.append(entries));
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Test
    void theBodyIsTheCanonicalFormOfEverythingRecorded() throws SQLException {
        LedgerHead head = append(new LedgerEntry(
                "model.made",
                "model-1",
                Map.of("steps", 10, "loss", 0.5),
                List.of(new Artefact("models/é.bin", "ab".repeat(32)))));
        long index = head.size() - 1;
        String at = query("select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from ledger_event"
                + " where index = " + index);
        assertThat(query("select body from ledger_event where index = " + index))
                .isEqualTo("{\"action\":\"model.made\",\"actor\":\"local\",\"artefacts\":[{\"path\":\"models/é.bin\","
                        + "\"sha256\":\"" + "ab".repeat(32) + "\"}],\"at\":\"" + at
                        + "\",\"detail\":{\"loss\":0.5,\"steps\":10},\"index\":" + index + ",\"subject\":\"model-1\"}");
        assertThat(query("select encode(leaf_hash, 'hex') = encode(sha256('\\x00'::bytea ||"
                        + " convert_to(body, 'UTF8')), 'hex') from ledger_event where index = " + index))
                .isEqualTo("t");
        append(new LedgerEntry("model.removed", "model-1", Map.of(), List.of(Artefact.removed("models/é.bin"))));
    }

    @Test
    void eventsOfEightThreadsStandWithoutGaps() throws Exception {
        long before = ledger.head().size();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        append(entry(i), entry(i + 1));
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(ledger.head().size()).isEqualTo(before + 400);
        assertThat(query("select count(*) = max(index) + 1 from ledger_event")).isEqualTo("t");
        assertThat(query("select count(*) from (select at < lag(at) over (order by index) as back from ledger_event) t"
                        + " where back"))
                .isEqualTo("0");
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void aRolledBackTransactionLeavesNothing() {
        LedgerHead before = append(entry(0));
        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    ledger.append(entry(1));
                    throw new IllegalStateException("what the event describes failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(ledger.head()).isEqualTo(before);
        assertThat(append(entry(2)).size()).isEqualTo(before.size() + 1);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void appendsNeedATransaction() {
        assertThatThrownBy(() -> ledger.append(entry(0))).isInstanceOf(TransactionalException.class);
    }

    @Test
    void aBatchLargerThanAPageIsOneAppend() {
        LedgerHead before = ledger.head();
        List<LedgerEntry> entries =
                IntStream.range(0, 2500).mapToObj(LedgerAppendTest::entry).toList();
        LedgerHead after = QuarkusTransaction.requiringNew().call(() -> ledger.append(entries));
        assertThat(after.size()).isEqualTo(before.size() + 2500);
        assertThat(QuarkusTransaction.requiringNew().call(() -> ledger.append(List.of())))
                .isEqualTo(after);
        assertThat(ledger.verify()).isEqualTo(new Sound(after, 0));
    }

    @Test
    void theDatabaseRefusesChanges() {
        append(entry(0));
        for (String change : List.of(
                "update ledger_event set actor = 'other'",
                "delete from ledger_event",
                "truncate ledger_event",
                "delete from ledger_head")) {
            assertThatThrownBy(() -> {
                        try (Connection connection = database.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute(change);
                        }
                    })
                    .as(change)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("append-only");
        }
    }
}
