package isocenter.pretrain.view;

import isocenter.ingest.dataset.VolumeSet;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/**
 * What a network will see of volumes, as one picture: a row for each volume, and for each of its cubes the planes through the
 * middle: axial with the front above, coronal and sagittal with the head above.
 */
public final class VolumeContactSheet {
    private static final int PLANES = 3;

    private final VolumeViewGenerator generator;
    private final int size;
    private final int views;

    /**
     * @param size of a cube's edge in voxels
     * @param views of each volume, 1 or more
     */
    public VolumeContactSheet(ViewSpec spec, VolumeSpec volume, int size, int views) {
        this.generator = new VolumeViewGenerator(spec, volume, size);
        this.size = size;
        this.views = views;
    }

    /**
     * Draws the sheet.
     *
     * @param chosen numbers of the volumes
     * @param seed of the draws: the same seed gives the same sheet
     * @return 8-bit grey
     */
    public BufferedImage draw(VolumeSet volumes, int[] chosen, long seed) {
        PictureSheet sheet = PictureSheet.plain(chosen.length, PLANES * views, size);
        SplittableRandom seeds = new SplittableRandom(seed);
        float[] cube = new float[size * size * size];
        for (int row = 0; row < chosen.length; row++) {
            VolumeViewGenerator.Views drawn = generator.of(volumes, chosen[row], seeds.split());
            for (int view = 0; view < views; view++) {
                drawn.view(cube);
                int middle = size / 2;
                sheet.put(row, PLANES * view, plane((y, x) -> at(cube, middle, y, x)), size);
                sheet.put(row, PLANES * view + 1, plane((y, x) -> at(cube, size - 1 - y, middle, x)), size);
                sheet.put(row, PLANES * view + 2, plane((y, x) -> at(cube, size - 1 - y, x, middle)), size);
            }
        }
        return sheet.image();
    }

    /** The value of a pixel of a plane. */
    private interface Plane {
        float at(int row, int column);
    }

    private float[] plane(Plane plane) {
        float[] pixels = new float[size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = plane.at(i / size, i % size);
        }
        return pixels;
    }

    private float at(float[] cube, int depth, int height, int width) {
        return cube[(depth * size + height) * size + width];
    }
}
