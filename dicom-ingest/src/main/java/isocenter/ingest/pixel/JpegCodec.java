package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/** JPEG (ITU-T T.81): the DCT processes by FFmpeg, lossless SOF3 by {@link JpegLosslessDecoder}. */
final class JpegCodec implements FrameCodec {
    @Override
    public Decoded decode(ByteBuffer encoded, PixelDescription pixels) {
        JpegHeader header = JpegHeader.read(encoded);
        header.requireMatch(pixels);
        JpegHeader.requireEnd(encoded);
        int[] samples = switch (header.process()) {
            case 0xC0, 0xC1, 0xC2 ->
                NativeCodec.JPEG.decode(
                        encoded, header.rows(), header.columns(), header.components(), header.precision());
            case JpegHeader.LOSSLESS -> JpegLosslessDecoder.decode(encoded, header);
            default -> throw new PixelDecodeException("the JPEG process of the frame is not supported");
        };
        return new Decoded(samples, header.colours(pixels));
    }
}
