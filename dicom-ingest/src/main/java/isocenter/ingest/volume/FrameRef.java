package isocenter.ingest.volume;

/**
 * One frame of one object.
 *
 * @param instance SOP Instance UID, in the catalogue the pseudonymous one
 * @param frame counted from 0
 */
public record FrameRef(String instance, int frame) {}
