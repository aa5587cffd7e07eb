package isocenter.ingest.pixel;

/**
 * Goes through frames in one direction. Where a frame can be had by itself that is nothing special; a video is decoded
 * once, picture after picture, and only one is held. For one thread; to be closed.
 */
public interface FrameCursor extends AutoCloseable {
    /**
     * Decodes a frame.
     *
     * @param frame counted from 0, never before one that was given already
     * @throws PixelDecodeException when it cannot be decoded exactly
     * @throws IllegalArgumentException when it lies before one that was given
     */
    StoredFrame at(int frame);

    @Override
    void close();
}
