package isocenter.ingest.archive;

import java.util.SortedMap;

/**
 * Counts of one run.
 *
 * @param accepted new instances
 * @param duplicates files whose content was kept before
 * @param conflicts objects kept beside another with the same SOP Instance UID
 * @param quarantined files not kept
 * @param skipped DICOMDIR files and symbolic links
 * @param reasons quarantine reason → number of files
 * @param seconds wall-clock time
 */
public record IngestSummary(
        long accepted,
        long duplicates,
        long conflicts,
        long quarantined,
        long skipped,
        SortedMap<String, Long> reasons,
        double seconds) {

    /** Files looked at. */
    public long files() {
        return accepted + duplicates + conflicts + quarantined + skipped;
    }

    /** Files a second; 0 for an empty run. */
    public double filesPerSecond() {
        return seconds > 0 ? files() / seconds : 0;
    }
}
