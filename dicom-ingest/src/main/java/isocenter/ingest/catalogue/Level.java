package isocenter.ingest.catalogue;

/** What one row of a result is (PS3.4 C.6.2.1). */
public enum Level {
    STUDY,
    SERIES,
    INSTANCE
}
