package isocenter.ingest.deidentify;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the treatment of one object needs to know of its patient.
 *
 * @param sex M, F or O
 * @param age whole years, 0 to 90
 * @param identifiers what the object says of who and where; never leaves the treatment
 */
record Subject(String pseudonym, @Nullable String sex, OptionalInt age, DateShift shift, Identifiers identifiers) {

    String ageString() {
        return age.isPresent() ? "%03dY".formatted(age.getAsInt()) : "";
    }

    @Override
    public String toString() {
        return "Subject " + pseudonym;
    }
}
