package isocenter.ingest.deidentify;

import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.dicom.DicomObject;
import org.jspecify.annotations.Nullable;

/** What de-identification came to. */
public sealed interface Deidentification {

    /**
     * An object without its direct identifiers. Its pixels may still show some: it may be kept only once
     * {@link isocenter.ingest.burnedin.PixelInspector} has found them clean, or a person has looked at them.
     *
     * @param object the object as it may be kept; pixel values share memory with the original unless they were blanked
     * @param patient pseudonym
     * @param study pseudonymous Study Instance UID
     * @param series pseudonymous Series Instance UID
     * @param instance pseudonymous SOP Instance UID
     * @param site pseudonym of the institution, which the object itself no longer names
     * @param sex M, F or O
     * @param age whole years, 0 to 90
     * @param declared what the object's own header says of text in its pixels
     * @param originals what the pseudonyms stand for
     */
    record Deidentified(
            DicomObject object,
            String patient,
            String study,
            String series,
            String instance,
            @Nullable String site,
            @Nullable String sex,
            @Nullable Integer age,
            Inspection declared,
            Originals originals)
            implements Deidentification {}

    /** The object is no image, or cannot be made safe; the reason holds none of its values. */
    record Refused(String reason) implements Deidentification {}
}
