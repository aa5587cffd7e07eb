package isocenter.ingest.erasure;

import isocenter.audit.ledger.Artefact;
import java.util.List;

/**
 * What a place has removed.
 *
 * @param rows how much, in the unit of {@link PatientRecords#count}
 * @param artefacts what the ledger is told of files that it vouches for: removed, or with another hash
 * @param paths files to {@link PatientRecords#settle}, relative to the data folder, in the place's own manner; at most 400
 *     characters each
 */
public record Removed(long rows, List<Artefact> artefacts, List<String> paths) {
    public Removed {
        artefacts = List.copyOf(artefacts);
        paths = List.copyOf(paths);
    }

    /** Of a place that has no files. */
    public static Removed rows(long rows) {
        return new Removed(rows, List.of(), List.of());
    }
}
