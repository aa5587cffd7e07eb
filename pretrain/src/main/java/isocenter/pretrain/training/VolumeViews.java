package isocenter.pretrain.training;

import isocenter.ingest.dataset.VolumeSet;
import isocenter.pretrain.view.ViewSpec;
import isocenter.pretrain.view.VolumeSpec;
import isocenter.pretrain.view.VolumeViewGenerator;
import java.util.SplittableRandom;

/** A recipe's views of volumes, as the loader asks for them. */
final class VolumeViews implements BatchLoader.Views {
    private final VolumeSet volumes;
    private final VolumeViewGenerator generator;
    private final int size;

    VolumeViews(VolumeSet volumes, ViewSpec views, VolumeSpec volume, int size) {
        this.volumes = volumes;
        this.generator = new VolumeViewGenerator(views, volume, size);
        this.size = size;
    }

    @Override
    public long[] wholeShape() {
        return new long[] {1, size, size, size};
    }

    @Override
    public BatchLoader.Source open(int index, SplittableRandom random) {
        return generator.of(volumes, index, random)::view;
    }
}
