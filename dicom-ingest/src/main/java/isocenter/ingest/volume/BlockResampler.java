package isocenter.ingest.volume;

import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.Rendering;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import org.jspecify.annotations.Nullable;

/**
 * Brings a volume onto a block's grid, slice by slice, so that only the block is ever in memory. What the block does not
 * reach is cut off, what the volume does not fill is 0. The slices of a tilted gantry are moved sideways to where they lie
 * in the patient. Each slice is resampled in its plane, then shared among the block's planes ({@link LineWeights}).
 *
 * <p>Slices may come in any order, each once. Not for several threads.
 */
public final class BlockResampler {
    /** Raised whenever the same volume would give another block. */
    public static final int VERSION = 1;

    private final VolumeGeometry geometry;
    private final String modality;
    private final BlockGrid grid;
    private final BlockAxis across;
    private final BlockAxis down;
    private final BlockAxis through;
    private final LineWeights slices;
    private final boolean sheared;
    private final LineWeights columns;
    private final LineWeights rows;
    private final ValueRange range = new ValueRange();
    private final float[] sums;
    private final float[] weights;

    /**
     * @param modality decides the scale of the numbers
     * @throws IllegalArgumentException when the volume's slices are no even grid
     */
    public BlockResampler(Volume volume, String modality, BlockShape shape) {
        if (!volume.isGrid()) {
            throw new IllegalArgumentException("a volume whose slices are not an even grid cannot be resampled");
        }
        this.geometry = volume.geometry();
        this.modality = modality;
        this.grid = new BlockGrid(geometry, shape);
        this.across = grid.alongRows();
        this.down = grid.alongColumns();
        this.through = grid.alongNormal();
        this.slices = new LineWeights(through, geometry.slices(), geometry.sliceSpacing(), 0);
        this.sheared = geometry.tiltDegrees() > 0;
        this.columns = new LineWeights(across, geometry.columns(), geometry.columnSpacing(), 0);
        this.rows = new LineWeights(down, geometry.rows(), geometry.rowSpacing(), 0);
        this.sums = new float[shape.voxels()];
        this.weights = new float[shape.voxels()];
    }

    /**
     * Takes a slice in.
     *
     * @param index of the volume's slices
     * @param image in modality units
     */
    public void slice(int index, GreyImage image) {
        if (image.rows() != geometry.rows() || image.columns() != geometry.columns()) {
            throw new IllegalArgumentException("a slice has another size than its volume");
        }
        range.add(image.values(), image.rendering());
        double fromMiddle = index - (geometry.slices() - 1) / 2.0;
        LineWeights x = sheared
                ? new LineWeights(
                        across, geometry.columns(), geometry.columnSpacing(), fromMiddle * geometry.shearAlongRows())
                : columns;
        LineWeights y = sheared
                ? new LineWeights(
                        down, geometry.rows(), geometry.rowSpacing(), fromMiddle * geometry.shearAlongColumns())
                : rows;
        double[] plane = inPlane(anatomy(image), x, y);
        for (int k = 0; k < through.count(); k++) {
            int offset = index - slices.first(k);
            if (offset >= 0 && offset < slices.of(k).length) {
                share(plane, slices.of(k)[offset], k * through.stride(), x, y);
            }
        }
    }

    /** The values with nothing in them that would spoil the mean of its neighbours: padding, and HU beyond the scale. */
    private float[] anatomy(GreyImage image) {
        float[] values = image.values().clone();
        Rendering rendering = image.rendering();
        if (modality.equals("CT")) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) ValueScale.HOUNSFIELD.clipped(values[i]);
            }
            return values;
        }
        float lowest = Float.POSITIVE_INFINITY;
        for (float value : values) {
            lowest = rendering.isPadding(value) ? lowest : Math.min(lowest, value);
        }
        for (int i = 0; i < values.length; i++) {
            boolean anatomy = Float.isFinite(values[i]) && !rendering.isPadding(values[i]);
            values[i] = anatomy ? values[i] : Float.isFinite(lowest) ? lowest : 0;
        }
        return values;
    }

    /** First along the rows, each once, then along the columns. */
    private double[] inPlane(float[] values, LineWeights x, LineWeights y) {
        int width = x.count();
        double[] plane = new double[width * y.count()];
        double @Nullable [][] lines = new double @Nullable [geometry.rows()][];
        for (int j = 0; j < y.count(); j++) {
            double[] shares = y.of(j);
            for (int s = 0; s < shares.length; s++) {
                int row = y.first(j) + s;
                double[] line = lines[row];
                if (line == null) {
                    line = across(values, row * geometry.columns(), x);
                    lines[row] = line;
                }
                for (int i = 0; i < width; i++) {
                    plane[j * width + i] += shares[s] * line[i];
                }
            }
        }
        return plane;
    }

    private static double[] across(float[] values, int row, LineWeights x) {
        double[] line = new double[x.count()];
        for (int i = 0; i < line.length; i++) {
            double[] shares = x.of(i);
            int from = row + x.first(i);
            double sum = 0;
            for (int s = 0; s < shares.length; s++) {
                sum += shares[s] * values[from + s];
            }
            line[i] = sum;
        }
        return line;
    }

    private void share(double[] plane, double weight, int offset, LineWeights x, LineWeights y) {
        for (int j = 0; j < y.count(); j++) {
            if (!y.covers(j)) {
                continue;
            }
            int at = offset + j * down.stride();
            for (int i = 0; i < x.count(); i++, at += across.stride()) {
                if (x.covers(i)) {
                    sums[at] += (float) (weight * plane[j * x.count() + i]);
                    weights[at] += (float) weight;
                }
            }
        }
    }

    /** The block, once every slice was taken in. */
    public VolumeBlock block() {
        ValueScale scale = ValueScale.of(modality, range);
        char[] numbers = new char[sums.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = weights[i] > 0 ? (char) scale.number(sums[i] / weights[i]) : 0;
        }
        return new VolumeBlock(numbers, scale, grid.placement());
    }
}
