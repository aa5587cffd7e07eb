package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/** Frames that a codec decodes, each from fragments of its own. */
final class EncapsulatedFrames implements FrameDecoder {
    private final Fragments fragments;
    private final FrameCodec codec;
    private final PixelDescription pixels;

    EncapsulatedFrames(Fragments fragments, FrameCodec codec, PixelDescription pixels) {
        this.fragments = fragments;
        this.codec = codec;
        this.pixels = pixels;
    }

    @Override
    public StoredFrame decode(int frame) {
        FrameCodec.Decoded decoded = codec.decode(encoded(frame), pixels);
        int[] values = decoded.samples();
        for (int i = 0; i < values.length; i++) {
            values[i] = pixels.fromBits(values[i]); // a codestream's sign may be another than the object's
        }
        return new StoredFrame.Integers(
                pixels.rows(),
                pixels.columns(),
                pixels.samples(),
                decoded.colours(),
                values,
                pixels.bitsStored() == 32 && !pixels.signed());
    }

    @Override
    public ByteBuffer encoded(int frame) {
        return fragments.frame(frame);
    }
}
