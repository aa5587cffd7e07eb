package isocenter.annotate.reading;

/**
 * Readings of one reader, role and state.
 *
 * @param seconds of work, in all of them
 */
public record ReadingCount(String worklist, String reader, String role, String state, long readings, double seconds) {}
