package isocenter.pretrain.watch;

import isocenter.ingest.dataset.ImageSet;
import java.util.Locale;

/**
 * Features that anybody could write down. What does not beat them has learned nothing of the anatomy: exposure, collimation
 * and the habits of a site show in grey values alone.
 */
public enum TrivialFeatures {
    /** The mean of all pixels, as a point on a quarter circle: the cosine of two is the larger, the closer they are. */
    MEAN_GREY {
        @Override
        double[] of(float[] image, int size) {
            double angle = mean(image, size, 0, 0, size, size) * Math.PI / 2;
            return new double[] {Math.cos(angle), Math.sin(angle)};
        }
    },
    /** Shares of the pixels in 32 even steps of grey. */
    GREY_HISTOGRAM {
        @Override
        double[] of(float[] image, int size) {
            double[] shares = new double[BINS];
            for (float value : image) {
                shares[Math.max(0, Math.min(BINS - 1, (int) (value * BINS)))] += 1.0 / image.length;
            }
            return shares;
        }
    },
    /** The image averaged down to 8×8 pixels. */
    EIGHT_BY_EIGHT {
        @Override
        double[] of(float[] image, int size) {
            double[] small = new double[SIDE * SIDE];
            for (int row = 0; row < SIDE; row++) {
                for (int column = 0; column < SIDE; column++) {
                    small[row * SIDE + column] = mean(
                            image,
                            size,
                            row * size / SIDE,
                            column * size / SIDE,
                            (row + 1) * size / SIDE,
                            (column + 1) * size / SIDE);
                }
            }
            return small;
        }
    };

    private static final int BINS = 32;
    private static final int SIDE = 8;

    /** @param image size·size values in [0, 1] */
    abstract double[] of(float[] image, int size);

    /** The features of a set's images. */
    public BackboneEvaluation.Features in(ImageSet images) {
        return indices -> {
            float[] image = new float[images.size() * images.size()];
            double[][] features = new double[indices.length][];
            for (int i = 0; i < indices.length; i++) {
                images.read(indices[i], image, 0);
                features[i] = of(image, images.size());
            }
            return features;
        };
    }

    /** As a table names it, for example {@code mean-grey}. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double mean(float[] image, int size, int top, int left, int bottom, int right) {
        double sum = 0;
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                sum += image[row * size + column];
            }
        }
        return sum / ((bottom - top) * (double) (right - left));
    }
}
