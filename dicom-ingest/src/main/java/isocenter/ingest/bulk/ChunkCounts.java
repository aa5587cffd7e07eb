package isocenter.ingest.bulk;

import java.util.SortedMap;

/** What became of the files of a chunk. */
record ChunkCounts(
        long accepted,
        long duplicates,
        long conflicts,
        long quarantined,
        long skipped,
        SortedMap<String, Long> reasons) {}
