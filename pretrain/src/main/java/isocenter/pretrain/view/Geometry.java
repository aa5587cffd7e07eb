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

    static final Geometry IDENTITY = new Geometry(0.5, 0.5, 1, 1, 0);

    static Geometry draw(ViewSpec spec, SplittableRandom random) {
        double width = 1;
        double height = 1;
        double centerX = 0.5;
        double centerY = 0.5;
        Crop crop = spec.crop();
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

    /** Samples {@code size × size} pixels of {@code image}, itself {@code size × size}, into {@code target}. */
    void resample(float[] image, int size, float[] target, int offset) {
        if (equals(IDENTITY)) {
            System.arraycopy(image, 0, target, offset, size * size);
            return;
        }
        double radians = Math.toRadians(degrees);
        double cos = Math.cos(radians);
        double sin = Math.sin(radians);
        // Row axis points down, so content turns clockwise when a target's offset (dx, dy) is looked up at the offset
        // turned back: (cos·dx + sin·dy, −sin·dx + cos·dy).
        float stepXx = (float) (width * cos);
        float stepXy = (float) (width * sin);
        float stepYx = (float) (-height * sin);
        float stepYy = (float) (height * cos);
        float middle = (size - 1) / 2f;
        float startX = (float) (centerX * size - 0.5) - middle * (stepXx + stepXy);
        float startY = (float) (centerY * size - 0.5) - middle * (stepYx + stepYy);
        float last = size - 1;
        int end = size - 2;
        for (int row = 0; row < size; row++) {
            float rowX = startX + row * stepXy;
            float rowY = startY + row * stepYy;
            int out = offset + row * size;
            for (int column = 0; column < size; column++) {
                float x = Math.max(0, Math.min(last, rowX + column * stepXx));
                float y = Math.max(0, Math.min(last, rowY + column * stepYx));
                int left = Math.min((int) x, end);
                int top = Math.min((int) y, end);
                float right = x - left;
                float down = y - top;
                int at = top * size + left;
                float above = image[at] + right * (image[at + 1] - image[at]);
                int under = at + size;
                float below = image[under] + right * (image[under + 1] - image[under]);
                target[out + column] = above + down * (below - above);
            }
        }
    }
}
