package isocenter.ingest.dataset;

/** Told of each image prepared; called by several threads, one at a time. */
@FunctionalInterface
public interface PreparationListener {

    /** Listens to nothing. */
    PreparationListener NONE = (done, total) -> {};

    void onPrepared(long done, long total);
}
