package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/** JPEG 2000 and High-Throughput JPEG 2000 (ISO/IEC 15444-1 and -15) by FFmpeg. */
final class Jpeg2000Codec implements FrameCodec {
    @Override
    public Decoded decode(ByteBuffer encoded, PixelDescription pixels) {
        ByteBuffer codestream = Jpeg2000Header.codestream(encoded);
        Jpeg2000Header header = Jpeg2000Header.read(codestream);
        header.requireMatch(pixels);
        Jpeg2000Header.requireComplete(codestream);
        int[] samples = NativeCodec.JPEG_2000.decode(
                codestream, header.rows(), header.columns(), header.components(), header.precision());
        if (header.signed()) {
            // FFmpeg has no signed formats: it shifts the values so that the lowest is 0
            int lowest = 1 << header.precision() - 1;
            for (int i = 0; i < samples.length; i++) {
                samples[i] -= lowest;
            }
        }
        return new Decoded(samples, pixels.colours());
    }
}
