package isocenter.annotate.reading;

import java.time.Instant;

/**
 * A reading as it was signed, in its newest version.
 *
 * @param id of the reading
 * @param version counted from 1
 * @param study pseudonymous Study Instance UID
 * @param reader name of the user
 * @param role first, repeat or adjudication
 * @param committed when this version was signed
 */
public record CommittedReading(
        String id, int version, String study, String reader, String role, Instant committed, ReadingContent content) {}
