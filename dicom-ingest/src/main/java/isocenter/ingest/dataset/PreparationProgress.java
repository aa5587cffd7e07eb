package isocenter.ingest.dataset;

/** Counts what several threads have prepared and tells a listener, one at a time. */
final class PreparationProgress {
    private final int total;
    private final PreparationListener listener;
    private int done;

    PreparationProgress(int total, PreparationListener listener) {
        this.total = total;
        this.listener = listener;
    }

    synchronized void one() {
        listener.onPrepared(++done, total);
    }
}
