package isocenter.ingest.bulk;

/** Follows an inbox; called from its own thread. */
public interface InboxListener {
    /** A listener that ignores everything. */
    InboxListener NONE = new InboxListener() {};

    /**
     * A round is over.
     *
     * @param taken files since the inbox was opened that were kept, or were kept before
     * @param refused files since then that were moved to {@code .refused}
     */
    default void onRound(long taken, long refused) {}

    /** Nothing can be taken at the moment; tried again by itself. Told once for each obstacle. */
    default void onPause(String obstacle) {}

    /** The inbox has ended, for time alone will not help. */
    default void onFailure(RuntimeException failure) {}
}
