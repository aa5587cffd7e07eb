package isocenter.ingest.dimse;

import isocenter.ingest.dicom.Tags;
import java.util.List;

/** What a query lists (PS3.4 C.6.1.1, C.6.2.1): the keys that name it, and what is asked to be returned. */
public enum QueryLevel {
    PATIENT(
            List.of(),
            List.of(
                    Tags.PATIENT_NAME,
                    Tags.PATIENT_ID,
                    Tags.PATIENT_BIRTH_DATE,
                    Tags.PATIENT_SEX,
                    Tags.NUMBER_OF_PATIENT_RELATED_STUDIES)),
    STUDY(
            List.of(),
            List.of(
                    Tags.STUDY_DATE,
                    Tags.STUDY_TIME,
                    Tags.ACCESSION_NUMBER,
                    Tags.MODALITIES_IN_STUDY,
                    Tags.STUDY_DESCRIPTION,
                    Tags.PATIENT_NAME,
                    Tags.PATIENT_ID,
                    Tags.PATIENT_BIRTH_DATE,
                    Tags.PATIENT_SEX,
                    Tags.STUDY_INSTANCE_UID,
                    Tags.STUDY_ID,
                    Tags.NUMBER_OF_STUDY_RELATED_SERIES,
                    Tags.NUMBER_OF_STUDY_RELATED_INSTANCES)),
    SERIES(
            List.of(Tags.STUDY_INSTANCE_UID),
            List.of(
                    Tags.MODALITY,
                    Tags.SERIES_DESCRIPTION,
                    Tags.BODY_PART_EXAMINED,
                    Tags.SERIES_INSTANCE_UID,
                    Tags.SERIES_NUMBER,
                    Tags.NUMBER_OF_SERIES_RELATED_INSTANCES)),
    IMAGE(
            List.of(Tags.STUDY_INSTANCE_UID, Tags.SERIES_INSTANCE_UID),
            List.of(Tags.SOP_CLASS_UID, Tags.SOP_INSTANCE_UID, Tags.INSTANCE_NUMBER));

    private final List<Integer> above;
    private final List<Integer> returned;

    QueryLevel(List<Integer> above, List<Integer> returned) {
        this.above = above;
        this.returned = returned;
    }

    /** Unique keys of the levels above, one value each, that a query without relations must have. */
    List<Integer> above() {
        return above;
    }

    /** What is asked to be returned, in the order of a table's columns. */
    public List<Integer> returned() {
        return returned;
    }
}
