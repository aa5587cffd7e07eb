package isocenter.pretrain.view;

import isocenter.ingest.dataset.BlockRegion;
import isocenter.ingest.dataset.VolumeSet;
import isocenter.ingest.volume.BlockPlacement;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.ValueScale;
import isocenter.ingest.volume.Vector3;
import java.util.concurrent.atomic.AtomicInteger;

/** Volumes that are nowhere but in a formula. Knows how much of them was read at most at once. */
public final class FormulaVolumes implements VolumeSet {
    private final int count;
    private final BlockShape shape;
    private final Formula formula;
    private final AtomicInteger mostRead = new AtomicInteger();

    /** The value of a voxel, [0, 1]. */
    @FunctionalInterface
    public interface Formula {
        double at(int index, int depth, int height, int width);
    }

    public FormulaVolumes(int count, BlockShape shape, Formula formula) {
        this.count = count;
        this.shape = shape;
        this.formula = formula;
    }

    public float at(int index, int depth, int height, int width) {
        return (float) formula.at(index, depth, height, width);
    }

    /** Voxels of the largest part that was asked for. */
    public int mostRead() {
        return mostRead.get();
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public BlockShape shape() {
        return shape;
    }

    @Override
    public void read(int index, BlockRegion region, float[] target, int offset) {
        mostRead.accumulateAndGet(region.voxels(), Math::max);
        int at = offset;
        for (int d = 0; d < region.depth(); d++) {
            for (int h = 0; h < region.height(); h++) {
                for (int w = 0; w < region.width(); w++) {
                    target[at++] = at(index, region.depthFrom() + d, region.heightFrom() + h, region.widthFrom() + w);
                }
            }
        }
    }

    @Override
    public ValueScale scale(int index) {
        return new ValueScale(0, 1);
    }

    @Override
    public BlockPlacement placement(int index) {
        return new BlockPlacement(
                new Vector3(0, 0, 0), new Vector3(0, 0, 1), new Vector3(0, 1, 0), new Vector3(1, 0, 0));
    }

    @Override
    public String volume(int index) {
        return "volume-" + index;
    }

    @Override
    public String patient(int index) {
        return "patient-" + index;
    }
}
