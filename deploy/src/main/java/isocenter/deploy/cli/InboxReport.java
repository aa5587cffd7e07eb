package isocenter.deploy.cli;

import isocenter.ingest.bulk.InboxListener;

/** Says on standard error what an inbox waits for, and keeps its counts. */
final class InboxReport implements InboxListener {
    private final Runnable whenFailed;
    private volatile long taken;
    private volatile long refused;
    private volatile boolean failed;

    /** @param whenFailed what to do when the inbox has ended by itself */
    InboxReport(Runnable whenFailed) {
        this.whenFailed = whenFailed;
    }

    @Override
    public void onRound(long takenSoFar, long refusedSoFar) {
        taken = takenSoFar;
        refused = refusedSoFar;
    }

    @Override
    public void onPause(String obstacle) {
        System.err.println("inbox waits: " + obstacle);
    }

    @Override
    public void onFailure(RuntimeException failure) {
        failed = true;
        System.err.println("inbox ends: " + failure.getMessage());
        whenFailed.run();
    }

    long taken() {
        return taken;
    }

    long refused() {
        return refused;
    }

    boolean failed() {
        return failed;
    }
}
