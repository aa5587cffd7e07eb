package isocenter.ingest.dataset;

/** The part of a split in which a patient, with all of the patient's images, lies. */
public enum SplitPart {
    TRAIN,
    VALIDATION,
    TEST
}
