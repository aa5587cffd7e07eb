package isocenter.ingest.pixel;

/**
 * Coding parameters of a scan (ITU-T T.87 annex C.2.4.1 and A.2.1).
 *
 * @param near the largest error of a sample; 0 is lossless
 * @param reset occurrences after which a context is halved
 */
record JpegLsCoding(int maximum, int near, int t1, int t2, int t3, int reset, int range, int bits, int limit) {
    /** The parameters where an LSE marker sets them; 0 stands for the default. */
    static JpegLsCoding of(int precision, int near, int[] preset) {
        int maximum = preset[0] != 0 ? preset[0] : (1 << precision) - 1;
        if (maximum >= 1 << precision || near > Math.min(255, maximum / 2)) {
            throw new PixelDecodeException("a JPEG-LS frame has coding parameters out of range");
        }
        int t1 = preset[1];
        int t2 = preset[2];
        int t3 = preset[3];
        if (maximum >= 128) {
            int factor = (Math.min(maximum, 4095) + 128) / 256;
            t1 = t1 != 0 ? t1 : clamp(factor + 2 + 3 * near, near + 1, maximum);
            t2 = t2 != 0 ? t2 : clamp(4 * factor + 3 + 5 * near, t1, maximum);
            t3 = t3 != 0 ? t3 : clamp(17 * factor + 4 + 7 * near, t2, maximum);
        } else {
            int factor = 256 / (maximum + 1);
            t1 = t1 != 0 ? t1 : clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maximum);
            t2 = t2 != 0 ? t2 : clamp(Math.max(3, 7 / factor + 5 * near), t1, maximum);
            t3 = t3 != 0 ? t3 : clamp(Math.max(4, 21 / factor + 7 * near), t2, maximum);
        }
        int range = (maximum + 2 * near) / (2 * near + 1) + 1;
        int perSample = Math.max(2, ceilLog2(maximum + 1));
        return new JpegLsCoding(
                maximum,
                near,
                t1,
                t2,
                t3,
                preset[4] != 0 ? preset[4] : 64,
                range,
                ceilLog2(range),
                2 * (perSample + Math.max(8, perSample)));
    }

    private static int clamp(int value, int low, int maximum) {
        return value > maximum || value < low ? low : value;
    }

    private static int ceilLog2(int value) {
        return 32 - Integer.numberOfLeadingZeros(value - 1);
    }

    /** The region, −4 to 4, of each gradient from −maximum to maximum. */
    byte[] regions() {
        byte[] regions = new byte[2 * maximum + 1];
        for (int i = 0; i < regions.length; i++) {
            regions[i] = (byte) region(i - maximum);
        }
        return regions;
    }

    private int region(int gradient) {
        int size = Math.abs(gradient);
        int region = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
        return gradient < 0 ? -region : region;
    }

    /** A sample from its prediction and the error, brought back into range (A.4.4, A.5.3). */
    int reconstructed(int prediction, int error) {
        int step = 2 * near + 1;
        int value = prediction + error * step;
        if (value < -near) {
            value += range * step;
        } else if (value > maximum + near) {
            value -= range * step;
        }
        return Math.max(0, Math.min(maximum, value));
    }
}
