package isocenter.pretrain.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactSheetTest {
    private static final int SIZE = 32;
    private static final int CELL = SIZE + 4;
    private static final ViewSpec.Local LOCAL = new ViewSpec.Local(2, 16, 0.2, 0.5, null);

    @Test
    void showsTheImageThenItsViews() {
        float[] dark = ramp(0.4f);
        float[] light = ramp(0.8f);
        ViewSpec spec = new ViewSpec(
                "chest-radiograph",
                new ViewSpec.Crop(0.5, 0.9, 1.2, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                LOCAL);
        BufferedImage sheet = new ContactSheet(spec, SIZE, 3).draw(List.of(dark, light), 5);

        assertThat(sheet.getWidth()).isEqualTo(6 * CELL + 4);
        assertThat(sheet.getHeight()).isEqualTo(2 * CELL + 4);
        for (int i = 0; i < SIZE; i++) {
            assertThat(level(sheet, 4 + i, 4)).isEqualTo(Math.round(dark[i] * 255));
            assertThat(level(sheet, 4 + i, 4 + CELL)).isEqualTo(Math.round(light[i] * 255));
        }
        // a crop of a ramp is flatter than the ramp
        assertThat(level(sheet, 4 + CELL + SIZE - 1, 4) - level(sheet, 4 + CELL, 4))
                .isLessThan(level(sheet, 4 + SIZE - 1, 4) - level(sheet, 4, 4));
        // beside a local view is the ground
        assertThat(level(sheet, 4 + 4 * CELL + 20, 4)).isEqualTo(48);
        assertThat(level(sheet, 4 + 4 * CELL + 8, 4)).isNotEqualTo(48);
        BufferedImage again = new ContactSheet(spec, SIZE, 3).draw(List.of(dark, light), 5);
        BufferedImage other = new ContactSheet(spec, SIZE, 3).draw(List.of(dark, light), 6);
        assertThat(pixels(again)).isEqualTo(pixels(sheet)).isNotEqualTo(pixels(other));
    }

    private static float[] ramp(float top) {
        float[] image = new float[SIZE * SIZE];
        for (int i = 0; i < image.length; i++) {
            image[i] = top * (i % SIZE) / (SIZE - 1);
        }
        return image;
    }

    private static int level(BufferedImage sheet, int x, int y) {
        return sheet.getRaster().getSample(x, y, 0);
    }

    private static int[] pixels(BufferedImage sheet) {
        return sheet.getRaster().getSamples(0, 0, sheet.getWidth(), sheet.getHeight(), 0, (int[]) null);
    }
}
