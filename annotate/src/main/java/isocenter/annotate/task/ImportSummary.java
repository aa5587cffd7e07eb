package isocenter.annotate.task;

/**
 * What an import did.
 *
 * @param task the task's name
 * @param revision the revision that holds the file's labels, counted from 1
 * @param unchanged true when the newest revision already held exactly these labels, so that nothing was written
 * @param sha256 of the label set, lower-case hex
 * @param positives images labelled positive
 * @param negatives images labelled negative
 * @param notOfTask lines with neither finding
 * @param filteredOut lines left out by the filters
 * @param unknown lines left out because their images are not there
 */
public record ImportSummary(
        String task,
        int revision,
        boolean unchanged,
        String sha256,
        long positives,
        long negatives,
        long notOfTask,
        long filteredOut,
        long unknown) {}
