package isocenter.pretrain.registry;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.dataset.VolumeCache;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.view.ContactSheet;
import isocenter.pretrain.view.VolumeContactSheet;
import isocenter.pretrain.view.VolumeSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a network sees of a dataset under a recipe, as contact sheets. */
@ApplicationScoped
public class ViewSheets {
    private final Datasets datasets;

    ViewSheets(Datasets datasets) {
        this.datasets = datasets;
    }

    /**
     * A sheet.
     *
     * @param shown the images or volumes in its rows, in their order
     */
    public record Sheet(BufferedImage picture, List<DatasetMember> shown) {
        public Sheet {
            shown = List.copyOf(shown);
        }

        public int rows() {
            return shown.size();
        }
    }

    /**
     * Draws views of images or volumes at even distances through the training part, as the recipe would make them.
     *
     * @param most rows
     * @param views whole views of each, 1 or more
     * @param listener of the preparing of the dataset, where that has not been done
     */
    public Sheet draw(
            PretrainRecipe recipe, DatasetVersion version, int most, int views, PreparationListener listener) {
        List<DatasetMember> pool = Pretraining.pool(datasets.members(version));
        int count = Math.min(most, pool.size());
        List<DatasetMember> shown = IntStream.range(0, count)
                .mapToObj(i -> pool.get((int) ((long) i * pool.size() / count)))
                .toList();
        VolumeSpec volume = recipe.volume();
        return new Sheet(
                volume == null
                        ? ofImages(recipe, version, shown, views, listener)
                        : ofVolumes(recipe, volume, version, shown, views, listener),
                shown);
    }

    private BufferedImage ofImages(
            PretrainRecipe recipe,
            DatasetVersion version,
            List<DatasetMember> shown,
            int views,
            PreparationListener listener) {
        int size = recipe.backbone().image();
        try (ImageCache cache = datasets.prepare(version, size, listener)) {
            List<float[]> images = new ArrayList<>();
            for (DatasetMember member : shown) {
                float[] image = new float[size * size];
                cache.read(member.index(), image, 0);
                images.add(image);
            }
            return new ContactSheet(recipe.views(), size, views).draw(images, recipe.seed());
        }
    }

    private BufferedImage ofVolumes(
            PretrainRecipe recipe,
            VolumeSpec volume,
            DatasetVersion version,
            List<DatasetMember> shown,
            int views,
            PreparationListener listener) {
        int[] chosen = shown.stream().mapToInt(DatasetMember::index).toArray();
        try (VolumeCache cache = datasets.prepareVolumes(version, volume.shape(), listener)) {
            return new VolumeContactSheet(
                            recipe.views(), volume, recipe.backbone().image(), views)
                    .draw(cache, chosen, recipe.seed());
        }
    }
}
