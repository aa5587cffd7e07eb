package isocenter.ingest.bulk;

import io.quarkus.narayana.jta.QuarkusTransactionException;
import isocenter.audit.ledger.LedgerUnavailable;
import isocenter.ingest.archive.StoreException;
import jakarta.data.exceptions.DataException;
import jakarta.persistence.PersistenceException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Repeats work that a full disk or a missing database stopped: an import outlives both. */
final class Perseverance {
    private static final Logger LOG = Logger.getLogger(Perseverance.class);
    private static final long STEP_MILLIS = 200;

    private Perseverance() {}

    /**
     * Tries until it is done.
     *
     * @param stop asked several times a second while it waits
     * @param onPause told what stands in the way, each time
     * @return empty when {@code stop} said so
     */
    static <T> Optional<T> until(Supplier<T> work, BooleanSupplier stop, Consumer<String> onPause) {
        Backoff backoff = new Backoff();
        while (!stop.getAsBoolean()) {
            try {
                return Optional.of(work.get());
            } catch (StoreException
                    | LedgerUnavailable
                    | DataException
                    | PersistenceException
                    | QuarkusTransactionException e) {
                String obstacle = e instanceof StoreException
                        ? String.valueOf(e.getMessage())
                        : "The database does not answer. Bring it back.";
                LOG.warnf("An import waits: %s", obstacle);
                onPause.accept(obstacle);
                sleep(backoff.next().toMillis(), stop);
            }
        }
        return Optional.empty();
    }

    private static void sleep(long millis, BooleanSupplier stop) {
        long end = System.nanoTime() + millis * 1_000_000;
        try {
            while (System.nanoTime() < end && !stop.getAsBoolean()) {
                Thread.sleep(STEP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
