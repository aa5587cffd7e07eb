package isocenter.ingest.dataset;

/** Size of one part of a split. */
public record PartCount(int images, int patients) {}
