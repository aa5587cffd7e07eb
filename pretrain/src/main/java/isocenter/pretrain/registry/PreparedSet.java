package isocenter.pretrain.registry;

import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.ImageCache;
import isocenter.ingest.dataset.PreparationListener;
import isocenter.ingest.dataset.VolumeCache;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.TrainingSet;
import isocenter.pretrain.view.VolumeSpec;

/** A dataset's images or volumes, prepared as a recipe asks and open until this is closed. */
record PreparedSet(TrainingSet set, Runnable closing) implements AutoCloseable {
    /** Opens it, preparing it first when that has not been done. */
    static PreparedSet of(
            Datasets datasets, DatasetVersion dataset, PretrainRecipe recipe, PreparationListener listener) {
        VolumeSpec volume = recipe.volume();
        if (volume == null) {
            ImageCache images = datasets.prepare(dataset, recipe.backbone().image(), listener);
            return new PreparedSet(TrainingSet.of(images), images::close);
        }
        VolumeCache blocks = datasets.prepareVolumes(dataset, volume.shape(), listener);
        return new PreparedSet(TrainingSet.of(blocks), blocks::close);
    }

    @Override
    public void close() {
        closing.run();
    }
}
