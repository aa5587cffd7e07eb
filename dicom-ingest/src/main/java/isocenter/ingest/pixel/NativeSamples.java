package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the samples of one uncompressed frame into interleaved values. */
final class NativeSamples {
    private NativeSamples() {}

    /** Samples of 8, 16 or 32 bits allocated, after High Bit, Bits Stored and sign. */
    static int[] read(ByteBuffer frame, PixelDescription pixels) {
        if (pixels.samples() == 3 && pixels.isNative422()) {
            return upsampled422(frame, pixels);
        }
        int[] values = new int[pixels.samplesPerFrame()];
        switch (pixels.bitsAllocated()) {
            case 8 -> {
                byte[] row = new byte[values.length];
                frame.get(row);
                for (int i = 0; i < values.length; i++) {
                    values[i] = row[i] & 0xFF;
                }
            }
            case 16 -> {
                for (int i = 0; i < values.length; i++) {
                    values[i] = Short.toUnsignedInt(frame.getShort());
                }
            }
            default -> frame.asIntBuffer().get(values);
        }
        int shift = pixels.highBit() + 1 - pixels.bitsStored();
        if (pixels.signed() || pixels.bitsStored() != pixels.bitsAllocated()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = pixels.fromBits(values[i] >>> shift);
            }
        }
        return pixels.planar() ? interleaved(values, pixels.pixels(), pixels.samples()) : values;
    }

    /** One-bit pixels, the first in the lowest bit; frames follow each other without alignment to bytes. */
    static int[] bits(ByteBuffer bytes, long firstBit, PixelDescription pixels, boolean swapped) {
        int[] values = new int[pixels.samplesPerFrame()];
        for (int i = 0; i < values.length; i++) {
            long bit = firstBit + i;
            int at = (int) (bit >>> 3);
            values[i] = bytes.get(swapped ? at ^ 1 : at) >>> (bit & 7) & 1;
        }
        return values;
    }

    static int[] interleaved(int[] planes, int pixels, int samples) {
        int[] values = new int[planes.length];
        for (int s = 0; s < samples; s++) {
            for (int i = 0; i < pixels; i++) {
                values[i * samples + s] = planes[s * pixels + i];
            }
        }
        return values;
    }

    /** Y0 Y1 Cb Cr for each two pixels; both get the same chrominance. */
    private static int[] upsampled422(ByteBuffer frame, PixelDescription pixels) {
        int[] values = new int[pixels.samplesPerFrame()];
        ByteBuffer in = frame.order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i += 6) {
            values[i] = in.get() & 0xFF;
            values[i + 3] = in.get() & 0xFF;
            values[i + 1] = values[i + 4] = in.get() & 0xFF;
            values[i + 2] = values[i + 5] = in.get() & 0xFF;
        }
        return values;
    }
}
