package isocenter.ingest.bulk;

import java.time.Duration;

/** Waits that grow from one second to a minute, as long as what stands in the way stays there. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Duration next = FIRST;

    Duration next() {
        Duration wait = next;
        next = next.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : next.multipliedBy(2);
        return wait;
    }

    void reset() {
        next = FIRST;
    }
}
