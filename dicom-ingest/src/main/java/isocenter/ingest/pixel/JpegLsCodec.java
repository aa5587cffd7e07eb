package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/** JPEG-LS (ITU-T T.87) by FFmpeg. */
final class JpegLsCodec implements FrameCodec {
    private static final int BY_SAMPLE = 2;

    @Override
    public Decoded decode(ByteBuffer encoded, PixelDescription pixels) {
        JpegHeader header = JpegHeader.read(encoded);
        if (header.process() != JpegHeader.JPEG_LS) {
            throw new PixelDecodeException("a frame of a JPEG-LS transfer syntax holds another kind of JPEG");
        }
        header.requireMatch(pixels);
        JpegHeader.requireEnd(encoded);
        if (header.components() > 1 && header.interleave() == BY_SAMPLE) {
            // FFmpeg returns garbage for it without an error
            throw new PixelDecodeException("colour JPEG-LS interleaved by sample cannot be decoded");
        }
        int[] samples = NativeCodec.JPEG_LS.decode(
                encoded, header.rows(), header.columns(), header.components(), header.precision());
        return new Decoded(samples, pixels.colours());
    }
}
