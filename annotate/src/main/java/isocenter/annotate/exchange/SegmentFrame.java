package isocenter.annotate.exchange;

/**
 * Where a mask of a reading is in a segmentation: the segment is numbered as its only frame is.
 *
 * @param instance SOP Instance UID of the segmentation
 * @param series its Series Instance UID
 * @param number of segment and frame, counted from 1
 */
record SegmentFrame(String instance, String series, int number) {}
