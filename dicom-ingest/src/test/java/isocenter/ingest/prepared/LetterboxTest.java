package isocenter.ingest.prepared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LetterboxTest {
    private static float[] fit(float[] values, int rows, int columns, int size) {
        float[] target = new float[size * size];
        Letterbox.fit(values, rows, columns, size, target, 0);
        return target;
    }

    /**
     * Another way to the same mean: the source is repeated until target pixels are whole blocks of it, and the blocks
     * are averaged.
     */
    private static double[] byRepetition(float[] values, int rows, int columns, int height, int width) {
        double[] result = new double[height * width];
        for (int y = 0; y < height * rows; y++) {
            for (int x = 0; x < width * columns; x++) {
                result[y / rows * width + x / columns] += values[y / height * columns + x / width];
            }
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= (double) rows * columns;
        }
        return result;
    }

    @Test
    void wholeBlocksAreAveraged() {
        float[] values = {0, 1, 0.5f, 0.5f, 1, 0, 0.5f, 0.5f, 0.25f, 0.25f, 0, 0, 0.25f, 0.25f, 0, 1};
        assertThat(fit(values, 4, 4, 2)).containsExactly(0.5f, 0.5f, 0.25f, 0.25f);
    }

    @Test
    void partsOfPixelsCountByTheirArea() {
        // Three pixels on two: each covers one and a half.
        float[] values = {0, 0.75f, 1, 0, 0.75f, 1, 0, 0.75f, 1};
        assertThat(fit(values, 3, 3, 2)).containsExactly(new float[] {0.25f, 11 / 12f, 0.25f, 11 / 12f}, within(1e-7f));
    }

    @Test
    void anySizeEqualsTheMeanOfARepeatedImage() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 200; trial++) {
            int rows = random.nextInt(1, 24);
            int columns = random.nextInt(1, 24);
            int size = random.nextInt(1, 16);
            float[] values = new float[rows * columns];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextDouble();
            }
            int longer = Math.max(rows, columns);
            int height = (int) Math.max(1, Math.round((double) rows * size / longer));
            int width = (int) Math.max(1, Math.round((double) columns * size / longer));
            double[] expected = byRepetition(values, rows, columns, height, width);
            float[] actual = fit(values, rows, columns, size);
            int top = (size - height) / 2;
            int left = (size - width) / 2;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    boolean inside = y >= top && y < top + height && x >= left && x < left + width;
                    double wanted = inside ? expected[(y - top) * width + x - left] : 0;
                    assertThat((double) actual[y * size + x])
                            .as("%d x %d to %d at row %d column %d", rows, columns, size, y, x)
                            .isCloseTo(wanted, within(1e-6));
                }
            }
        }
    }

    @Test
    void aTallImageKeepsItsShapeAndItsOrientation() {
        // The mark is above and to the left.
        float[] values = {1, 0, 0.5f, 0, 0.5f, 0, 0.5f, 0.25f};
        assertThat(fit(values, 4, 2, 4)).containsExactly(0, 1, 0, 0, 0, 0.5f, 0, 0, 0, 0.5f, 0, 0, 0, 0.5f, 0.25f, 0);
    }

    @Test
    void aWideImageIsCentredBetweenBlackBands() {
        float[] values = {0.1f, 0.2f, 0.3f, 0.4f};
        assertThat(fit(values, 1, 4, 4)).containsExactly(0, 0, 0, 0, 0.1f, 0.2f, 0.3f, 0.4f, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void onlyTheSquareAtTheOffsetIsWritten() {
        float[] target = {9, 9, 9, 9, 9, 9};
        Letterbox.fit(new float[] {0.5f}, 1, 1, 2, target, 1);
        assertThat(target).containsExactly(9, 0.5f, 0.5f, 0.5f, 0.5f, 9);
    }
}
