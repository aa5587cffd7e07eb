package isocenter.annotate.exchange;

/**
 * One kept image of a study that was read. All UIDs are pseudonymous.
 *
 * @param instance SOP Instance UID
 * @param series Series Instance UID
 * @param sopClass SOP Class UID
 * @param modality as CID 29 has it, such as DX
 */
record SourceImage(
        String instance, String series, String sopClass, String modality, int frames, int rows, int columns) {}
