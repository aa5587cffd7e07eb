package isocenter.ingest.burnedin;

import isocenter.ingest.pixel.ColourSpace;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import java.util.List;

/** The numbers of a frame in which writing of any colour stands out. */
final class SearchPlanes {
    private static final int REAL_LEVELS = 4095;

    private SearchPlanes() {}

    static List<int[]> of(Frames frames, int index, StoredFrame frame) {
        if (frame instanceof StoredFrame.Integers integers) {
            return switch (integers.colours()) {
                case GREY -> List.of(grey(integers));
                case RGB, YBR_FULL, YBR_PARTIAL -> coloured(integers);
                case PALETTE -> List.of(scaled(frames.grey(index, frame).values()));
            };
        }
        return List.of(scaled(frames.grey(index, frame).values()));
    }

    private static int[] grey(StoredFrame.Integers frame) {
        if (!frame.unsigned32()) {
            return frame.values();
        }
        int[] halved = new int[frame.values().length];
        for (int i = 0; i < halved.length; i++) {
            halved[i] = frame.values()[i] >>> 1;
        }
        return halved;
    }

    /** The brightest and the darkest of red, green and blue: blue on black is seen in one, yellow on white in the other. */
    private static List<int[]> coloured(StoredFrame.Integers frame) {
        int[] values = frame.values();
        int pixels = values.length / 3;
        int[] brightest = new int[pixels];
        int[] darkest = new int[pixels];
        boolean rgb = frame.colours() == ColourSpace.RGB;
        for (int i = 0; i < pixels; i++) {
            int a = values[3 * i];
            int b = values[3 * i + 1];
            int c = values[3 * i + 2];
            if (!rgb) { // PS3.3 C.7.6.3.1.2, in 1/1024; what lies outside of 0 to 255 does not matter here
                int cb = b - 128;
                int cr = c - 128;
                b = a - (352 * cb + 731 * cr >> 10);
                c = a + (1815 * cb >> 10);
                a = a + (1436 * cr >> 10);
            }
            brightest[i] = Math.max(a, Math.max(b, c));
            darkest[i] = Math.min(a, Math.min(b, c));
        }
        return List.of(brightest, darkest);
    }

    private static int[] scaled(float[] values) {
        float min = Float.POSITIVE_INFINITY;
        float max = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        int[] scaled = new int[values.length];
        if (max > min) {
            float factor = REAL_LEVELS / (max - min);
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = Math.round((values[i] - min) * factor); // NaN becomes 0
            }
        }
        return scaled;
    }
}
