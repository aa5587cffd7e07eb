package isocenter.pretrain.embedding;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.embedding.CosineNeighbours.Neighbour;
import isocenter.pretrain.view.PictureSheet;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Nearest images as a contact sheet: in each row first the image asked for, framed and numbered, then its neighbours with
 * their cosines. The pictures are what the backbone saw, enlarged.
 */
public final class NeighbourSheet {
    /** Smaller pictures than this nobody can judge. */
    private static final int SIDE = 224;

    private NeighbourSheet() {}

    /**
     * Draws the sheet.
     *
     * @param images of the set's dataset, at any size
     * @return 8-bit grey
     */
    public static BufferedImage draw(NearestImages nearest, ImageSet images) {
        Map<Integer, List<Neighbour>> found = nearest.found();
        int most = found.values().stream().mapToInt(List::size).max().orElse(0);
        PictureSheet sheet = PictureSheet.captioned(found.size(), 1 + most, Math.max(SIDE, images.size()));
        float[] pixels = new float[images.size() * images.size()];
        int row = 0;
        for (Map.Entry<Integer, List<Neighbour>> entry : found.entrySet()) {
            images.read(manifestIndex(nearest, entry.getKey()), pixels, 0);
            sheet.fill(row, 0, pixels, images.size());
            sheet.frame(row, 0);
            sheet.caption(row, 0, Integer.toString(row + 1));
            int column = 1;
            for (Neighbour neighbour : entry.getValue()) {
                images.read(manifestIndex(nearest, neighbour.index()), pixels, 0);
                sheet.fill(row, column, pixels, images.size());
                sheet.caption(row, column, String.format(Locale.ROOT, "%.3f", neighbour.cosine()));
                column++;
            }
            row++;
        }
        return sheet.image();
    }

    private static int manifestIndex(NearestImages nearest, int index) {
        return nearest.set().members().get(index).index();
    }
}
