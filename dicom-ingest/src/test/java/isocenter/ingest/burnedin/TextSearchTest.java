package isocenter.ingest.burnedin;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.deidentify.score.BitmapFont;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextSearchTest {
    private static final int ROWS = 256;
    private static final int COLUMNS = 320;
    private static final String[] WRITING = {
        "MILLER^ANNE", "12.03.1957", "ID 4711238", "2019-04-17", "DOE JOHN", "08:42:11", "ACC 20191123"
    };

    /** Letters are seven times the scale high. Columns: scale, ink, value of a box behind, or −1 for none. */
    @ParameterizedTest
    @CsvSource({
        "1,255,-1",
        "1,0,255",
        "2,255,-1",
        "2,0,-1",
        "2,255,0",
        "2,0,255",
        "3,255,-1",
        "3,0,-1",
        "5,255,-1",
        "5,0,255"
    })
    void findsWritingOfUsualSizes(int scale, int ink, int box) {
        Random random = new Random(scale * 1000L + ink + box);
        int found = 0;
        int tries = 60;
        for (int i = 0; i < tries; i++) {
            String text = WRITING[i % WRITING.length];
            int[] values = shadows(random);
            int x = 4 + random.nextInt(Math.max(1, COLUMNS - BitmapFont.width(text, scale) - 8));
            int y = 6 + random.nextInt(ROWS - 7 * scale - 14);
            if (box >= 0) {
                fill(values, x - 3, y - 3, BitmapFont.width(text, scale) + 4, 7 * scale + 6, box);
            }
            BitmapFont.draw(values, COLUMNS, x, y, scale, text, ink);
            if (covers(TextSearch.linesIn(values, ROWS, COLUMNS), x, y, scale)) {
                found++;
            }
        }
        assertThat(found).as("of %d", tries).isGreaterThanOrEqualTo(tries - 2);
    }

    /** At twelve and at sixteen bits, signed or not, and through a lossy blur, as after scaling or compression. */
    @ParameterizedTest
    @CsvSource({"16,0,false", "16,-1024,false", "200,-20000,false", "1,0,true"})
    void findsWritingInAnyRangeOfNumbers(int factor, int offset, boolean blurred) {
        Random random = new Random(5);
        for (String text : WRITING) {
            int[] values = shadows(random);
            BitmapFont.draw(values, COLUMNS, 30, 100, 2, text, 255);
            int[] changed = (blurred ? blurred(values) : values.clone());
            for (int i = 0; i < changed.length; i++) {
                changed[i] = changed[i] * factor + offset;
            }
            assertThat(TextSearch.linesIn(changed, ROWS, COLUMNS)).as(text).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "R", "PA", "AP", "LT", "II"})
    void markersOfSideAndProjectionAreNoWriting(String marker) {
        Random random = new Random(marker.hashCode());
        for (int i = 0; i < 100; i++) {
            int[] values = shadows(random);
            int scale = 1 + i % 6;
            int x = 2 + random.nextInt(COLUMNS - 12 * scale - 4);
            int y = 2 + random.nextInt(ROWS - 7 * scale - 4);
            BitmapFont.draw(values, COLUMNS, x, y, scale, marker, i % 2 == 0 ? 255 : 0);
            assertThat(TextSearch.linesIn(values, ROWS, COLUMNS)).isEmpty();
        }
    }

    @Test
    void picturesWithoutWritingAreClean() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            assertThat(TextSearch.linesIn(shadows(random), ROWS, COLUMNS)).isEmpty();
        }
        assertThat(TextSearch.linesIn(new int[ROWS * COLUMNS], ROWS, COLUMNS)).isEmpty();
        assertThat(TextSearch.linesIn(new int[] {7}, 1, 1)).isEmpty();
        int[] step = new int[ROWS * COLUMNS];
        fill(step, 100, 0, 60, ROWS, 4095);
        assertThat(TextSearch.linesIn(step, ROWS, COLUMNS))
                .as("a collimated edge")
                .isEmpty();
    }

    /** A wire and a catheter: long, thin and bright, but no letters. */
    @Test
    void linesAreNoLetters() {
        Random random = new Random(9);
        int[] values = shadows(random);
        for (int y = 0; y < ROWS; y++) {
            int x = 100 + (int) (40 * Math.sin(y / 40.0));
            values[y * COLUMNS + x] = 255;
            values[y * COLUMNS + x + 1] = 255;
            values[y * COLUMNS + COLUMNS - 20] = 255;
        }
        assertThat(TextSearch.linesIn(values, ROWS, COLUMNS)).isEmpty();
    }

    @Test
    void noiseEndsInTime() {
        Random random = new Random(1);
        int[] noise = random.ints(1024 * 1024, 0, 4096).toArray();
        assertThat(TextSearch.linesIn(noise, 1024, 1024)).hasSizeLessThan(20);
    }

    private static boolean covers(List<Region> lines, int x, int y, int scale) {
        return lines.stream().anyMatch(line -> line.y() <= y + 7 * scale && line.bottom() >= y && line.right() >= x);
    }

    private static int[] shadows(Random random) {
        int[] values = new int[ROWS * COLUMNS];
        double phase = random.nextDouble() * 6;
        for (int i = 0; i < values.length; i++) {
            double soft = 120
                    + 50 * Math.sin(i % COLUMNS / 37.0 + phase) * Math.cos(i / COLUMNS / 29.0)
                    + random.nextGaussian() * 3;
            values[i] = (int) soft;
        }
        return values;
    }

    private static int[] blurred(int[] values) {
        int[] blurred = values.clone();
        for (int y = 1; y < ROWS - 1; y++) {
            for (int x = 1; x < COLUMNS - 1; x++) {
                int at = y * COLUMNS + x;
                blurred[at] =
                        (4 * values[at] + values[at - 1] + values[at + 1] + values[at - COLUMNS] + values[at + COLUMNS])
                                / 8;
            }
        }
        return blurred;
    }

    private static void fill(int[] values, int left, int top, int width, int height, int value) {
        for (int y = Math.max(0, top); y < Math.min(ROWS, top + height); y++) {
            for (int x = Math.max(0, left); x < Math.min(COLUMNS, left + width); x++) {
                values[y * COLUMNS + x] = value;
            }
        }
    }
}
