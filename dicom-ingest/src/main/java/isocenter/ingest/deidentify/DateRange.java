package isocenter.ingest.deidentify;

/**
 * By how many days the dates of a patient may be moved into the past; the secret key chooses, once for each patient.
 *
 * @param shortest 1 or more
 * @param longest up to 36500; at least 30 more than the shortest, or the choice would be none
 */
public record DateRange(int shortest, int longest) {
    static final DateRange STANDARD = new DateRange(30, 3650);

    public DateRange {
        if (shortest < 1 || longest > 36500 || longest - shortest < 30) {
            throw new IllegalArgumentException(
                    "dates must lie between 1 and 36500 days, the longest at least 30 more than the shortest");
        }
    }

    /** The days that a keyed number stands for. */
    int days(long keyed) {
        return shortest + (int) Long.remainderUnsigned(keyed, longest - shortest + 1L);
    }
}
