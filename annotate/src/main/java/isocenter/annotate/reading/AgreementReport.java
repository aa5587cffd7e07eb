package isocenter.annotate.reading;

import java.util.List;

/**
 * How far the readers of a worklist agree. Intervals are 95 %, by resampling patients.
 *
 * @param findings one for each finding of the label set
 * @param suggestion what became of readings after a model's suggestion was shown
 */
public record AgreementReport(String worklist, String labelSet, List<OfFinding> findings, SuggestionEffect suggestion) {
    /**
     * One finding.
     *
     * @param items studies, series, images or frames that two readers or more judged
     * @param agreement share of pairs of readings that agree
     * @param fleissKappa over all readers
     * @param krippendorffAlpha nominal, over all readers
     * @param presentAgreement where one reader says present, how probably another does
     * @param pairs each two readers
     * @param readers each reader
     * @param marks how far marks of two readers who both marked it cover each other
     */
    public record OfFinding(
            String finding,
            String level,
            int items,
            Figure agreement,
            Figure fleissKappa,
            Figure krippendorffAlpha,
            Figure presentAgreement,
            List<Pair> pairs,
            List<Reader> readers,
            Marks marks) {}

    /** Cohen's kappa of two readers, with what it is adjusted to by prevalence and bias. */
    public record Pair(String first, String second, int items, Figure kappa, Figure pabak) {}

    /**
     * A reader.
     *
     * @param others items that others judged too
     * @param sensitivity against what the others come to by Dawid and Skene's consensus
     * @param specificity likewise
     * @param known calibration cases read
     * @param knownSensitivity against their truth
     * @param knownSpecificity likewise
     * @param repeats studies read twice
     * @param repeatKappa first against second reading
     */
    public record Reader(
            String reader,
            int others,
            Figure sensitivity,
            Figure specificity,
            int known,
            Figure knownSensitivity,
            Figure knownSpecificity,
            int repeats,
            Figure repeatKappa) {}

    /**
     * Regions, boxes and outlines filled, of two readers on one frame.
     *
     * @param pairs both of which marked the finding there
     * @param alone frames that one reader of two marked
     * @param dice mean
     * @param hausdorff95 mean 95th percentile of the distance of outlines, in pixels
     */
    public record Marks(int pairs, int alone, Figure dice, Figure hausdorff95) {}
}
