package isocenter.ingest.dimse;

/** Hears how far a pull is; called by several threads, one at a time. */
public interface PullListener {
    PullListener NONE = (doneStudies, studies, objects) -> {};

    /**
     * @param doneStudies studies that have an outcome
     * @param objects that came so far, in all studies
     */
    void onProgress(int doneStudies, int studies, long objects);
}
