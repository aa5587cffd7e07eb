package isocenter.annotate.reading;

import isocenter.annotate.labelset.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reading as its reader gets it: nothing in it tells a repeat or a calibration case from any other. */
record OpenedReading(
        String id,
        String worklist,
        String state,
        String role,
        String study,
        @Nullable Integer patientAge,
        @Nullable String patientSex,
        Labels labelSet,
        List<ShownSeries> series,
        List<Prior> priors,
        ReadingContent content,
        int etag,
        boolean canUndo,
        boolean canRedo,
        List<Other> others,
        @Nullable Suggestion suggestion,
        List<Version> versions,
        @Nullable String next) {

    /** The label set's version that the reading is made under. */
    record Labels(String name, int version, String title, boolean remarks, List<Finding> findings) {}

    /** An earlier study of the same patient. */
    record Prior(String study, @Nullable String date, List<ShownSeries> series) {}

    /** What another reader committed; adjudication only. Readers are A, B and so on. */
    record Other(String reader, ReadingContent content) {}

    /** One commit or amendment. */
    record Version(int number, Instant committed, @Nullable String reason) {}
}
