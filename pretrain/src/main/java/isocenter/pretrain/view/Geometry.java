package isocenter.pretrain.view;

import isocenter.pretrain.view.ViewSpec.Crop;
import isocenter.pretrain.view.ViewSpec.Rotation;
import isocenter.pretrain.view.ViewSpec.Unsafe;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Where a view's pixels come from: a window of the image, turned about its centre, sampled bilinearly in one pass.
 * Coordinates are fractions of the side, so that one geometry fits any size. Beyond the border the nearest pixel is
 * repeated.
 *
 * @param centerX window's centre, 0–1 from the left
 * @param centerY window's centre, 0–1 from the top
 * @param width window's width, (0, 1]; negative mirrors left and right
 * @param height window's height, (0, 1]; negative mirrors top and bottom
 * @param degrees angle by which the image's content is turned clockwise as seen on the screen
 */
record Geometry(double centerX, double centerY, double width, double height, double degrees) {

    private static final float MARGIN = 1e-3f;
    private static final float STILL = 1e-9f;
    private static final double ONE = 0x1p32;
    private static final float FRACTION = 0x1p-24f;

    static final Geometry IDENTITY = new Geometry(0.5, 0.5, 1, 1, 0);

    static Geometry draw(ViewSpec spec, SplittableRandom random) {
        return draw(spec, spec.crop(), random);
    }

    /** The same with another crop. */
    static Geometry draw(ViewSpec spec, @Nullable Crop crop, SplittableRandom random) {
        double width = 1;
        double height = 1;
        double centerX = 0.5;
        double centerY = 0.5;
        if (crop != null) {
            double area = crop.minArea() + (crop.maxArea() - crop.minArea()) * random.nextDouble();
            // The ratio is bounded so that the window stays inside the image and keeps the drawn area exactly.
            double bound = Math.min(crop.maxAspect(), 1 / area);
            double ratio = Math.exp((2 * random.nextDouble() - 1) * Math.log(bound));
            width = Math.min(1, Math.sqrt(area * ratio));
            height = Math.min(1, Math.sqrt(area / ratio));
            centerX = width / 2 + (1 - width) * random.nextDouble();
            centerY = height / 2 + (1 - height) * random.nextDouble();
        }
        Rotation rotation = spec.rotation();
        double degrees = rotation == null ? 0 : (2 * random.nextDouble() - 1) * rotation.maxDegrees();
        if (happens(spec.horizontalFlip(), random)) {
            width = -width;
        }
        if (happens(spec.verticalFlip(), random)) {
            height = -height;
        }
        return new Geometry(centerX, centerY, width, height, degrees);
    }

    private static boolean happens(@Nullable Unsafe view, SplittableRandom random) {
        return view != null && random.nextDouble() < view.probability();
    }

    /** Samples {@code side × side} pixels of {@code image}, itself {@code size × size}, into {@code target}. */
    void resample(float[] image, int size, float[] target, int offset, int side) {
        if (side == size && equals(IDENTITY)) {
            System.arraycopy(image, 0, target, offset, size * size);
            return;
        }
        double radians = Math.toRadians(degrees);
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        // Row axis points down, so content turns clockwise when a target's offset (dx, dy) is looked up at the offset
        // turned back: (cos·dx + sin·dy, −sin·dx + cos·dy).
        double across = width * size / side;
        double down = height * size / side;
        float stepXx = (float) (across * cos);
        float stepXy = (float) (across * sin);
        float stepYx = (float) (-down * sin);
        float stepYy = (float) (down * cos);
        float middle = (side - 1) / 2f;
        float startX = (float) (centerX * size - 0.5) - middle * (stepXx + stepXy);
        float startY = (float) (centerY * size - 0.5) - middle * (stepYx + stepYy);
        for (int row = 0; row < side; row++) {
            float rowX = startX + row * stepXy;
            float rowY = startY + row * stepYy;
            int out = offset + row * side;
            // Columns that need no clamping are one run, since both coordinates are linear in the column.
            int from = Math.max(firstInside(rowX, stepXx, size, side), firstInside(rowY, stepYx, size, side));
            int to = Math.min(lastInside(rowX, stepXx, size, side), lastInside(rowY, stepYx, size, side));
            if (from > to) {
                from = side;
                to = side - 1;
            }
            for (int column = 0; column < from; column++) {
                target[out + column] = clamped(image, size, rowX + column * stepXx, rowY + column * stepYx);
            }
            interior(image, size, target, out, from, to, rowX, rowY, stepXx, stepYx);
            for (int column = Math.max(from, to + 1); column < side; column++) {
                target[out + column] = clamped(image, size, rowX + column * stepXx, rowY + column * stepYx);
            }
        }
    }

    /**
     * The unclamped run of a row. Coordinates are fixed-point with 32 fractional bits: a float's conversion to int for
     * each pixel would take most of the time.
     */
    private static void interior(
            float[] image,
            int size,
            float[] target,
            int out,
            int from,
            int to,
            float rowX,
            float rowY,
            float stepX,
            float stepY) {
        long x = Math.round((rowX + (double) from * stepX) * ONE);
        long y = Math.round((rowY + (double) from * stepY) * ONE);
        long nextX = Math.round(stepX * ONE);
        long nextY = Math.round(stepY * ONE);
        for (int column = from; column <= to; column++) {
            int at = (int) (y >>> 32) * size + (int) (x >>> 32);
            float right = (int) (x >>> 8 & 0xffffff) * FRACTION;
            float down = (int) (y >>> 8 & 0xffffff) * FRACTION;
            float above = image[at] + right * (image[at + 1] - image[at]);
            float below = image[at + size] + right * (image[at + size + 1] - image[at + size]);
            target[out + column] = above + down * (below - above);
            x += nextX;
            y += nextY;
        }
    }

    private static float clamped(float[] image, int size, float x, float y) {
        float last = size - 1;
        float insideX = x < 0 ? 0 : x > last ? last : x;
        float insideY = y < 0 ? 0 : y > last ? last : y;
        return bilinear(
                image, size, insideX, insideY, Math.min((int) insideX, size - 2), Math.min((int) insideY, size - 2));
    }

    private static float bilinear(float[] image, int size, float x, float y, int left, int top) {
        float right = x - left;
        int at = top * size + left;
        int under = at + size;
        float above = image[at] + right * (image[at + 1] - image[at]);
        float below = image[under] + right * (image[under + 1] - image[under]);
        return above + (y - top) * (below - above);
    }

    /** First column whose coordinate lies in [0, size − 1) with a margin for rounding; {@code side} when none does. */
    private static int firstInside(float start, float step, int size, int side) {
        float low = MARGIN;
        float high = size - 1 - MARGIN;
        if (Math.abs(step) < STILL) {
            return start >= low && start <= high ? 0 : side;
        }
        double first = step > 0 ? (low - start) / (double) step : (high - start) / (double) step;
        return (int) Math.max(0, Math.min(side, Math.ceil(first)));
    }

    private static int lastInside(float start, float step, int size, int side) {
        float low = MARGIN;
        float high = size - 1 - MARGIN;
        if (Math.abs(step) < STILL) {
            return start >= low && start <= high ? side - 1 : -1;
        }
        double last = step > 0 ? (high - start) / (double) step : (low - start) / (double) step;
        return (int) Math.max(-1, Math.min(side - 1, Math.floor(last)));
    }
}
