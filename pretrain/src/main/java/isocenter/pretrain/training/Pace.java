package isocenter.pretrain.training;

import java.util.ArrayList;
import java.util.List;

/**
 * Images a second: over the last steps for showing, and over all but the first step for reporting. Time in which training
 * waited for something else does not count.
 */
final class Pace {
    private static final int WINDOW = 20;

    private final int imagesPerStep;
    private final List<Long> recent = new ArrayList<>();
    private long started;
    private long first;
    private long last;
    private long steps;

    Pace(int imagesPerStep, long now) {
        this.imagesPerStep = imagesPerStep;
        this.started = now;
        recent.add(now);
    }

    /** @param now {@link System#nanoTime()} after a step */
    void step(long now) {
        if (steps == 0) {
            first = now;
            // the first step pays for loading kernels and filling the loader
            recent.clear();
        }
        steps++;
        last = now;
        recent.add(now);
        if (recent.size() > WINDOW) {
            recent.remove(0);
        }
    }

    /** Training stood still for so long after its last step. */
    void paused(long nanoseconds) {
        started += nanoseconds;
        first += nanoseconds;
        last += nanoseconds;
        recent.replaceAll(time -> time + nanoseconds);
    }

    double recent() {
        return steps < 2 ? overall() : rate(recent.size() - 1L, recent.get(recent.size() - 1) - recent.get(0));
    }

    double overall() {
        return steps < 2 ? rate(steps, last - started) : rate(steps - 1, last - first);
    }

    private double rate(long count, long nanoseconds) {
        return nanoseconds <= 0 ? 0 : count * (double) imagesPerStep * 1e9 / nanoseconds;
    }
}
