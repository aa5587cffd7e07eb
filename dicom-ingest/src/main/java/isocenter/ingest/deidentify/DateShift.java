package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.Vr;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the dates of one patient into the past by whole days, so that intervals stay: between studies, from injection to
 * acquisition, across midnight. Times and offsets from UTC stay as they are. What is malformed, or too coarse to move (a
 * DT without its day), has no shifted value.
 */
final class DateShift {
    private static final Pattern DATE = Pattern.compile("(\\d{4})[.-]?(\\d{2})[.-]?(\\d{2})");
    private static final String CLOCK = "(?:[01]\\d|2[0-3])(?:[0-5]\\d(?:(?:[0-5]\\d|60)(?:\\.\\d{1,6})?)?)?";
    private static final Pattern TIME = Pattern.compile(CLOCK);
    private static final Pattern TIME_WITH_COLONS =
            Pattern.compile("(?:[01]\\d|2[0-3]):[0-5]\\d(?::(?:[0-5]\\d|60)(?:\\.\\d{1,6})?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{8})((?:" + CLOCK + ")?(?:[+-](?:0\\d|1[0-4])[0-5]\\d)?)");
    private static final Pattern ZONE = Pattern.compile("[+-](?:0\\d|1[0-4])[0-5]\\d");
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final int EARLIEST_YEAR = 1850;
    private static final int LATEST_YEAR = 2300;

    private final int days;

    /** @param days 1 or more */
    DateShift(int days) {
        this.days = days;
    }

    /** One value of VR DA, TM, DT or, for Timezone Offset From UTC, SH; empty when it cannot be moved. */
    Optional<String> shift(String value, Vr vr) {
        return switch (vr) {
            case DA -> date(value);
            case DT -> {
                Matcher parts = DATE_TIME.matcher(value);
                yield parts.matches() ? date(parts.group(1)).map(moved -> moved + parts.group(2)) : Optional.empty();
            }
            case TM ->
                TIME.matcher(value).matches()
                        ? Optional.of(value)
                        : TIME_WITH_COLONS.matcher(value).matches()
                                ? Optional.of(value.replace(":", ""))
                                : Optional.empty();
            case SH -> ZONE.matcher(value).matches() ? Optional.of(value) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<String> date(String value) {
        Matcher parts = DATE.matcher(value);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate date = LocalDate.of(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            return date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR
                    ? Optional.empty()
                    : Optional.of(BASIC.format(date.minusDays(days)));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
