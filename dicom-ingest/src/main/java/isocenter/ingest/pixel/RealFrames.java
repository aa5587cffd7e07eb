package isocenter.ingest.pixel;

import isocenter.ingest.dicom.Element;
import java.nio.ByteBuffer;

/** Float and Double Float Pixel Data (PS3.3 C.7.6.24 and C.7.6.25). */
final class RealFrames implements FrameDecoder {
    private final ByteBuffer bytes;
    private final PixelDescription pixels;

    RealFrames(Element element, PixelDescription pixels) {
        this.bytes = element.bytes();
        this.pixels = pixels;
        NativeSize.check(bytes.remaining(), (long) pixels.pixels() * pixels.bitsAllocated(), pixels.frames());
    }

    @Override
    public StoredFrame decode(int frame) {
        boolean single = pixels.bitsAllocated() == 32;
        int unit = single ? 4 : 8;
        int offset = frame * pixels.pixels() * unit;
        double[] values = new double[pixels.pixels()];
        for (int i = 0; i < values.length; i++) {
            int at = offset + i * unit;
            values[i] = single ? bytes.getFloat(at) : bytes.getDouble(at);
        }
        return new StoredFrame.Reals(pixels.rows(), pixels.columns(), values, single);
    }

    @Override
    public ByteBuffer encoded(int frame) {
        int length = pixels.pixels() * pixels.bitsAllocated() / 8;
        return bytes.slice(frame * length, length).order(bytes.order());
    }
}
