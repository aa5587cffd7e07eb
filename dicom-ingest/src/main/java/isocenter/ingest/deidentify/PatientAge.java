package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The patient's age at the examination in whole years. Ages over 89 become 90, as the Safe Harbor rule of HIPAA (45 CFR
 * 164.514(b)(2)(i)(C)) asks: so few people are that old that the number points at them.
 */
final class PatientAge {
    static final int OLDEST = 90;
    private static final int IMPLAUSIBLE = 120;
    private static final Pattern AGE_STRING = Pattern.compile("(\\d{3})([DWMY])");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private PatientAge() {}

    /** From Patient's Age, else from the dates of birth and examination; empty where neither makes sense. */
    static OptionalInt of(DataSet dataSet) {
        OptionalInt stated =
                dataSet.text(Tags.PATIENT_AGE).map(PatientAge::stated).orElse(OptionalInt.empty());
        OptionalInt age = stated.isPresent() ? stated : fromDates(dataSet);
        return age.isPresent() && age.getAsInt() >= 0 && age.getAsInt() <= IMPLAUSIBLE
                ? OptionalInt.of(Math.min(OLDEST, age.getAsInt()))
                : OptionalInt.empty();
    }

    private static OptionalInt stated(String text) {
        Matcher matcher = AGE_STRING.matcher(text.strip());
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(matcher.group(1));
        return OptionalInt.of(
                switch (matcher.group(2)) {
                    case "D" -> number / 365;
                    case "W" -> number * 7 / 365;
                    case "M" -> number / 12;
                    default -> number;
                });
    }

    private static OptionalInt fromDates(DataSet dataSet) {
        Optional<LocalDate> birth = date(dataSet, Tags.PATIENT_BIRTH_DATE);
        Optional<LocalDate> examined = Stream.of(
                        Tags.STUDY_DATE, Tags.ACQUISITION_DATE, Tags.SERIES_DATE, Tags.CONTENT_DATE)
                .flatMap(tag -> date(dataSet, tag).stream())
                .findFirst();
        if (birth.isEmpty() || examined.isEmpty() || examined.get().isBefore(birth.get())) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Period.between(birth.get(), examined.get()).getYears());
    }

    private static Optional<LocalDate> date(DataSet dataSet, int tag) {
        try {
            return dataSet.text(tag).map(text -> LocalDate.parse(text.strip(), DATE));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
