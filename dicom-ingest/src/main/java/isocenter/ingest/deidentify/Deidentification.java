package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DicomObject;
import org.jspecify.annotations.Nullable;

/** What de-identification came to. */
public sealed interface Deidentification {

    /**
     * An object without its direct identifiers.
     *
     * @param object the object as it may be kept; pixel values share memory with the original
     * @param patient pseudonym
     * @param study pseudonymous Study Instance UID
     * @param series pseudonymous Series Instance UID
     * @param instance pseudonymous SOP Instance UID
     * @param site pseudonym of the institution, which the object itself no longer names
     * @param sex M, F or O
     * @param age whole years, 0 to 90
     */
    record Deidentified(
            DicomObject object,
            String patient,
            String study,
            String series,
            String instance,
            @Nullable String site,
            @Nullable String sex,
            @Nullable Integer age)
            implements Deidentification {}

    /** The object is no image, or cannot be made safe; the reason holds none of its values. */
    record Refused(String reason) implements Deidentification {}
}
