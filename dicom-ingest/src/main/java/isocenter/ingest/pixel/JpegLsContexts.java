package isocenter.ingest.pixel;

import java.util.Arrays;

/** The statistics of a JPEG-LS scan and the decoding of one prediction error with them (ITU-T T.87 annex A.3 to A.7). */
final class JpegLsContexts {
    private static final int RUN = 365;

    private final JpegLsCoding coding;
    private final JpegLsBits bits;
    private final int[] a = new int[RUN + 2];
    private final int[] b = new int[RUN + 2];
    private final int[] c = new int[RUN + 2];
    private final int[] n = new int[RUN + 2];
    private final int[] negatives = new int[2];

    JpegLsContexts(JpegLsCoding coding, JpegLsBits bits) {
        this.coding = coding;
        this.bits = bits;
        Arrays.fill(a, Math.max(2, (coding.range() + 32) / 64));
        Arrays.fill(n, 1);
    }

    /** A sample in regular mode; the context is signed, −364 to 364. */
    int regular(int signedContext, int left, int above, int aboveLeft) {
        int q = Math.abs(signedContext);
        int sign = signedContext < 0 ? -1 : 1;
        int prediction = Math.max(0, Math.min(coding.maximum(), median(left, above, aboveLeft) + sign * c[q]));
        int k = golomb(n[q], a[q]);
        int mapped = mapped(k, coding.limit());
        int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        if (k == 0 && coding.near() == 0 && 2 * b[q] <= -n[q]) {
            error = -(error + 1);
        }
        update(q, error);
        return coding.reconstructed(prediction, sign * error);
    }

    /**
     * The sample that ends a run.
     *
     * @param type 1 where left and above agree
     * @param order bits of the run length that was current, J[RUNindex]
     */
    int interruption(int type, int left, int above, int order) {
        int q = RUN + type;
        int k = golomb(n[q], type == 1 ? a[q] + (n[q] >> 1) : a[q]);
        int mapped = mapped(k, coding.limit() - order - 1);
        int doubled = mapped + type;
        int odd = doubled & 1;
        int size = doubled + odd >> 1;
        boolean negative = (k != 0 || 2 * negatives[type] >= n[q]) == (odd == 1);
        int error = negative ? -size : size;
        if (error < 0) {
            negatives[type]++;
        }
        a[q] += mapped + 1 - type >> 1;
        if (n[q] == coding.reset()) {
            a[q] >>= 1;
            n[q] >>= 1;
            negatives[type] >>= 1;
        }
        n[q]++;
        int sign = type == 0 && left > above ? -1 : 1;
        return coding.reconstructed(type == 1 ? left : above, sign * error);
    }

    private static int median(int left, int above, int aboveLeft) {
        int low = Math.min(left, above);
        int high = Math.max(left, above);
        return aboveLeft >= high ? low : aboveLeft <= low ? high : left + above - aboveLeft;
    }

    private static int golomb(int count, int sum) {
        // The smallest k with count << k >= sum. Both have their highest bits at the same place then, or one apart.
        int k = Math.max(0, Integer.numberOfLeadingZeros(count) - Integer.numberOfLeadingZeros(sum));
        return count << k < sum ? k + 1 : k;
    }

    /** A limited-length Golomb code (A.5.3). */
    private int mapped(int k, int limit) {
        int zeros = bits.zeros();
        if (zeros < limit - coding.bits() - 1) {
            return (zeros << k) + bits.bits(k);
        }
        if (zeros > limit) {
            throw new PixelDecodeException("a JPEG-LS frame has a code that is too long");
        }
        return bits.bits(coding.bits()) + 1;
    }

    private void update(int q, int error) {
        b[q] += error * (2 * coding.near() + 1);
        a[q] += Math.abs(error);
        if (n[q] == coding.reset()) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            c[q] = Math.max(c[q] - 1, -128);
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            c[q] = Math.min(c[q] + 1, 127);
        }
    }
}
