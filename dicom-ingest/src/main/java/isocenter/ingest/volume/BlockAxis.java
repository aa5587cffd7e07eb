package isocenter.ingest.volume;

/**
 * Which way a block's axis runs along one of the slices' axes.
 *
 * @param count voxels of the block along it
 * @param spacing mm between them
 * @param stride from one to the next in the block's array
 * @param sign 1 where both run the same way, −1 where they run against each other
 */
record BlockAxis(int count, double spacing, int stride, int sign) {
    /** mm from the middle, along the slices' axis. */
    double offset(int index) {
        return sign * (index - (count - 1) / 2.0) * spacing;
    }
}
