package isocenter.ingest.dataset;

import java.util.Map;

/** Who is in a dataset, part by part. Images are counted, except in {@code patients}. */
public record DatasetStatistics(DatasetVersion dataset, Map<SplitPart, Part> parts) {

    /**
     * @param sex images by Patient's Sex; "unknown" where it is not stated
     * @param ageBand images by ten-year band ("40-49"); "unknown" where the age is not stated
     */
    public record Part(
            int images,
            int patients,
            Map<String, Integer> sex,
            Map<String, Integer> ageBand,
            Map<String, Integer> modality,
            Map<String, Integer> site) {}
}
