package isocenter.annotate.exchange;

/** How readings are written. */
public enum ExportFormat {
    /** DICOM SR (TID 1500), with the segmentations that it refers to. */
    SR,
    /** DICOM SEG. */
    SEG,
    /** One line for each finding and place. */
    CSV,
    /** Boxes, polygons and masks as one COCO file. */
    COCO,
    /** A bundle of FHIR Observations, R4 and R5. */
    FHIR,
    /** Boxes, polygons and lengths as DICOM Grayscale Softcopy Presentation States. */
    GSPS
}
