package isocenter.annotate.task;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is read as the labels of one two-class task.
 *
 * @param task the task's name: letters, digits, dot, underscore and dash, 64 characters at most
 * @param uidColumn the column that holds SOP Instance UIDs, original or pseudonymous
 * @param findingsColumn the column that holds an image's findings
 * @param separator what stands between two findings of one image
 * @param positive the finding that makes an image positive; compared exactly
 * @param negative the finding that makes an image negative; an image with neither is not part of the task
 * @param filters column → value: only lines with exactly these values are read
 * @param dataset "name" or "name@version" when every label has to be of a member of that dataset; null for any
 *     catalogued image
 * @param skipUnknown leave out lines of images that are not there, held in quarantine perhaps, and count them; without it
 *     such a line refuses the whole file
 */
public record LabelImport(
        String task,
        String uidColumn,
        String findingsColumn,
        String separator,
        String positive,
        String negative,
        Map<String, String> filters,
        @Nullable String dataset,
        boolean skipUnknown) {

    public static final String DEFAULT_UID_COLUMN = "SOPInstanceUID";
    public static final String DEFAULT_FINDINGS_COLUMN = "findings";
    public static final String DEFAULT_SEPARATOR = "|";

    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final int MAX_FINDING = 200;

    /** @throws IllegalArgumentException when a part is missing or contradicts another; the message says which */
    public LabelImport {
        if (!TASK.matcher(task).matches()) {
            throw new IllegalArgumentException("A task's name starts with a letter or digit and has at most 64 letters,"
                    + " digits, dots, underscores and dashes");
        }
        require(uidColumn, "the column of UIDs");
        require(findingsColumn, "the column of findings");
        require(separator, "the separator of findings");
        positive = require(positive, "the positive finding");
        negative = require(negative, "the negative finding");
        if (positive.equals(negative)) {
            throw new IllegalArgumentException("The positive and the negative finding are the same");
        }
        if (positive.contains(separator) || negative.contains(separator)) {
            throw new IllegalArgumentException(
                    "A finding contains the separator " + separator + "; give another separator");
        }
        filters = new LinkedHashMap<>(filters);
    }

    /** The usual columns, no filter, any catalogued image. */
    public static LabelImport of(String task, String positive, String negative) {
        return new LabelImport(
                task,
                DEFAULT_UID_COLUMN,
                DEFAULT_FINDINGS_COLUMN,
                DEFAULT_SEPARATOR,
                positive,
                negative,
                Map.of(),
                null,
                false);
    }

    /** The same, reading only lines whose column has exactly this value. */
    public LabelImport where(String column, String value) {
        Map<String, String> more = new LinkedHashMap<>(filters);
        more.put(column, value);
        return new LabelImport(
                task, uidColumn, findingsColumn, separator, positive, negative, more, dataset, skipUnknown);
    }

    /** The same, with other columns. */
    public LabelImport columns(String uids, String findings) {
        return new LabelImport(task, uids, findings, separator, positive, negative, filters, dataset, skipUnknown);
    }

    /** The same, for members of a dataset only. */
    public LabelImport within(String name) {
        return new LabelImport(
                task, uidColumn, findingsColumn, separator, positive, negative, filters, name, skipUnknown);
    }

    /** The same, leaving out lines of images that are not there. */
    public LabelImport skippingUnknown() {
        return new LabelImport(task, uidColumn, findingsColumn, separator, positive, negative, filters, dataset, true);
    }

    private static String require(String value, String what) {
        String stripped = value.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_FINDING) {
            throw new IllegalArgumentException("Give " + what + " (1 to " + MAX_FINDING + " characters)");
        }
        return stripped;
    }
}
