package isocenter.pretrain.view;

import isocenter.ingest.dataset.BlockRegion;
import isocenter.ingest.dataset.VolumeSet;
import isocenter.ingest.volume.BlockShape;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Draws random views of volumes, cubes of one size, reading no more of a volume than the cube. Safe for use by many threads.
 *
 * <p>A cube lies anywhere in the block with the same probability, as long as it lies within. The crop's area is that of a face:
 * a cube of area 0.64 has 0.8 of the edge, and is shown larger. One turn in the axial plane, about the axis from feet to head;
 * changes of grey as of images, blur plane by plane. Without crop and rotation nothing is resampled.
 *
 * <p>The second cube of a volume shares at least {@link VolumeSpec#overlap} of its edges with the first, before they are turned.
 *
 * <p>A first cube that shows next to nothing (its voxels deviate by less than {@value #NOTHING} of the grey range, 41 HU in CT: air
 * around the patient, filling of the block) is drawn again, {@value #TRIES} times at most in all. The noise of air in MR may be
 * above that.
 */
public final class VolumeViewGenerator {
    static final double NOTHING = 0.01;
    static final int TRIES = 5;

    private final ViewSpec spec;
    private final GammaTable gammas;
    private final double overlap;
    private final int size;

    /** @param size of a view's edge in voxels */
    public VolumeViewGenerator(ViewSpec spec, VolumeSpec volume, int size) {
        volume.check(size, spec);
        this.spec = spec;
        this.gammas = new GammaTable(spec.gamma());
        this.overlap = volume.overlap();
        this.size = size;
    }

    /** Views of one volume, drawn one after the other; by one thread. */
    public final class Views {
        private final VolumeSet volumes;
        private final int index;
        private final SplittableRandom random;
        private @Nullable Cube first;

        private Views(VolumeSet volumes, int index, SplittableRandom random) {
            this.volumes = volumes;
            this.index = index;
            this.random = random;
        }

        /** @param target receives {@code size³} values in [0, 1], plane by plane and line by line */
        public void view(float[] target) {
            Cube cube = draw(volumes.shape(), first, random);
            show(cube, target);
            for (int tries = 1; first == null && tries < TRIES && showsNothing(target); tries++) {
                cube = draw(volumes.shape(), null, random);
                show(cube, target);
            }
            first = first == null ? cube : first;
            Intensity.apply(spec, gammas, random, target, 0, size, size);
        }

        private void show(Cube cube, float[] target) {
            BlockRegion region = cube.region(volumes.shape());
            float[] voxels = new float[region.voxels()];
            volumes.read(index, region, voxels, 0);
            cube.resample(voxels, region, target, size);
        }
    }

    /** @param random source of every draw: the same state gives the same views */
    public Views of(VolumeSet volumes, int index, SplittableRandom random) {
        return new Views(volumes, index, random);
    }

    /** @param beside the cube to overlap with; null for none */
    Cube draw(BlockShape shape, @Nullable Cube beside, SplittableRandom random) {
        double side = size;
        ViewSpec.Crop crop = spec.crop();
        if (crop != null) {
            side *= Math.sqrt(crop.minArea() + (crop.maxArea() - crop.minArea()) * random.nextDouble());
        }
        double depth = from(shape.depth(), side, beside == null ? null : beside.alongDepth(), random);
        double height = from(shape.height(), side, beside == null ? null : beside.alongHeight(), random);
        double width = from(shape.width(), side, beside == null ? null : beside.alongWidth(), random);
        ViewSpec.Rotation rotation = spec.rotation();
        double degrees = rotation == null ? 0 : (2 * random.nextDouble() - 1) * rotation.maxDegrees();
        return new Cube(depth, height, width, side, degrees);
    }

    /**
     * Where a cube begins along an axis.
     *
     * @param voxels of the block
     * @param beside the other cube's stretch of the axis; null when there is none
     */
    private double from(int voxels, double side, Cube.@Nullable Stretch beside, SplittableRandom random) {
        double least = 0;
        double most = voxels - side;
        if (beside != null) {
            double shared = overlap * Math.min(side, beside.length());
            least = Math.max(least, beside.from() - side + shared);
            most = Math.min(most, beside.from() + beside.length() - shared);
        }
        if (spec.crop() == null && spec.rotation() == null) {
            // on the voxels, so that none is a mean of its neighbours
            int first = (int) Math.ceil(least);
            return first + random.nextInt((int) Math.floor(most) - first + 1);
        }
        return least + (most - least) * random.nextDouble();
    }

    private static boolean showsNothing(float[] voxels) {
        double sum = 0;
        double squares = 0;
        for (float voxel : voxels) {
            sum += voxel;
            squares += (double) voxel * voxel;
        }
        double mean = sum / voxels.length;
        return squares / voxels.length - mean * mean < NOTHING * NOTHING;
    }
}
