package isocenter.ingest.dicom;

/**
 * What a hostile file may cost at most.
 *
 * @param depth sequences inside sequences
 * @param elements elements and items of one object, nested ones counted
 * @param inflatedFloor bytes that a deflated data set may always grow to
 * @param inflatedRatio growth allowed beyond the floor
 * @param inflatedBytes bytes never exceeded
 */
record ReadLimits(int depth, int elements, long inflatedFloor, int inflatedRatio, long inflatedBytes) {
    static final ReadLimits STANDARD = new ReadLimits(64, 1_000_000, 32L << 20, 100, 512L << 20);

    long inflated(long compressed) {
        return Math.min(inflatedBytes, Math.max(inflatedFloor, compressed * inflatedRatio));
    }
}
