package isocenter.deploy.cli;

import java.time.Duration;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Progress on standard error: a bar on a terminal, otherwise a line every few seconds, so that a log file stays readable.
 */
final class ProgressLine implements AutoCloseable {
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final String task;
    private final String unit;
    private final @Nullable ProgressBar bar;
    private long lastLine = System.nanoTime();
    private long lastDone = -1;

    ProgressLine(String task, String unit, long total) {
        this.task = task;
        this.unit = unit;
        this.bar = System.console() == null
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setUnit(" " + unit, 1)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(250)
                        .setConsumer(new ConsoleProgressBarConsumer(System.err))
                        .build();
    }

    /** Shows how far the work is; may be called from any thread. */
    synchronized void show(long done, long total, String note) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
            bar.setExtraMessage(note);
            return;
        }
        boolean finished = done == total && done != lastDone;
        if (finished || System.nanoTime() - lastLine > QUIET_NANOS) {
            System.err.println(task + ": " + done + "/" + total + " " + unit + (note.isEmpty() ? "" : ", " + note));
            lastLine = System.nanoTime();
        }
        lastDone = done;
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
