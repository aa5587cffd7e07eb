package isocenter.pretrain.view;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a network will see, as one picture, to be looked at before training: a row for each image, first the image itself,
 * then whole views of it, then local ones at their own size.
 */
public final class ContactSheet {
    private final ViewSpec.@Nullable Local local;
    private final ViewGenerator generator;
    private final int size;
    private final int views;

    /**
     * @param size side of the images in pixels
     * @param views whole views of each image, 1 or more
     */
    public ContactSheet(ViewSpec spec, int size, int views) {
        if (spec.local() != null && spec.local().size() > size) {
            throw new IllegalArgumentException(
                    "local views of " + spec.local().size() + " pixels are larger than the images");
        }
        this.local = spec.local();
        this.generator = ViewGenerator.of(spec);
        this.size = size;
        this.views = views;
    }

    /**
     * Draws the sheet. Views are made as in training, by draws of their own.
     *
     * @param images {@code size × size} values in [0, 1] each
     * @param seed of the draws: the same seed gives the same sheet
     * @return 8-bit grey
     */
    public BufferedImage draw(List<float[]> images, long seed) {
        PictureSheet sheet = PictureSheet.plain(images.size(), 1 + views + (local == null ? 0 : local.count()), size);
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int row = 0; row < images.size(); row++) {
            float[] image = images.get(row);
            SplittableRandom random = seeds.split();
            sheet.put(row, 0, image, size);
            float[] view = new float[size * size];
            for (int i = 0; i < views; i++) {
                generator.view(image, size, random, view, 0);
                sheet.put(row, 1 + i, view, size);
            }
            for (int i = 0; local != null && i < local.count(); i++) {
                float[] small = new float[local.size() * local.size()];
                generator.localView(image, size, random, small, 0);
                sheet.put(row, 1 + views + i, small, local.size());
            }
        }
        return sheet.image();
    }
}
