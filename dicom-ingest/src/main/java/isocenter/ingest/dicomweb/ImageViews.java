package isocenter.ingest.dicomweb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.audit.ledger.LedgerUnavailable;
import isocenter.ingest.archive.Instances;
import jakarta.data.exceptions.DataException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records who looked at which series, before they do: {@code image.view}, at most once for a user and series in ten
 * minutes. A viewer asks for hundreds of frames of what is one look.
 */
@ApplicationScoped
class ImageViews {
    private static final Duration ONE_LOOK = Duration.ofMinutes(10);
    private static final int REMEMBERED = 100_000;

    private record View(String user, String study, String series) {
        LedgerEntry event() {
            return LedgerEntry.of("image.view", series, Map.of("user", user, "study", study));
        }
    }

    private final Ledger ledger;
    private final Instances instances;
    private final Cache<View, Boolean> recorded = Caffeine.newBuilder()
            .expireAfterWrite(ONE_LOOK)
            .maximumSize(REMEMBERED)
            .build();

    ImageViews(Ledger ledger, Instances instances) {
        this.ledger = ledger;
        this.instances = instances;
    }

    /**
     * Records that images are asked for; nothing where there are none.
     *
     * @param series null for all series of the study
     * @throws ViewNotRecordedException when it cannot be recorded; nothing may be shown then
     */
    void record(String user, String study, @Nullable String series) {
        if (series != null && isRecorded(new View(user, study, series))) {
            return;
        }
        try {
            record(instances.seriesOf(study).stream()
                    .filter(present -> series == null || series.equals(present))
                    .map(present -> new View(user, study, present))
                    .toList());
        } catch (DataException | PersistenceException | QuarkusTransactionException | LedgerUnavailable e) {
            throw new ViewNotRecordedException(e);
        }
    }

    private boolean isRecorded(View view) {
        return recorded.getIfPresent(view) != null;
    }

    /** Requests for one series come side by side: the first records, the others wait for it. */
    private synchronized void record(List<View> views) {
        List<View> fresh = views.stream().filter(view -> !isRecorded(view)).toList();
        if (!fresh.isEmpty()) {
            QuarkusTransaction.requiringNew()
                    .run(() -> ledger.append(fresh.stream().map(View::event).toList()));
            fresh.forEach(view -> recorded.put(view, true));
        }
    }
}
