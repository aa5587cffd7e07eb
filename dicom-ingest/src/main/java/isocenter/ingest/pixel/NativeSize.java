package isocenter.ingest.pixel;

/** Compares the length of uncompressed pixel data with what rows, columns and frames need. */
final class NativeSize {
    private NativeSize() {}

    static void check(long available, long bitsPerFrame, int frames) {
        long needed = (bitsPerFrame * frames + 7) / 8;
        if (available < needed) {
            throw new PixelDecodeException(
                    "the pixel data has " + available + " bytes where its description needs " + needed);
        }
        // padding is one byte; more is tolerated until it could be a frame that Number of Frames does not count
        if (available - needed > 1 && available - needed >= Math.max(1, bitsPerFrame / 8)) {
            throw new PixelDecodeException(
                    "the pixel data has " + available + " bytes, at least a frame more than its description needs");
        }
    }
}
