package isocenter.ingest.bulk;

import java.time.Duration;
import java.util.List;

/**
 * How an inbox is kept.
 *
 * @param settle a file is taken when size and time of change have stood still for this long
 * @param poll longest time between two looks at the folder; network file systems report nothing by themselves
 * @param delete whether what was taken is deleted; otherwise it is moved to {@code .done}
 * @param squares sides in pixels at which images are left for training
 */
public record InboxSettings(Duration settle, Duration poll, boolean delete, List<Integer> squares) {
    public InboxSettings {
        squares = List.copyOf(squares);
        if (settle.isNegative() || poll.isNegative() || poll.isZero()) {
            throw new IllegalArgumentException("An inbox needs a time to settle of 0 s or more and a time to poll");
        }
    }

    /** Ten seconds to settle, a look every five, nothing prepared for training. */
    public static InboxSettings standard(boolean delete) {
        return new InboxSettings(Duration.ofSeconds(10), Duration.ofSeconds(5), delete, List.of());
    }
}
