package isocenter.ingest.volume;

/**
 * Lays a block over a volume: the middle of one on the middle of the other, and each of the block's axes along that axis of
 * the slices which is nearest to it, so that all blocks show the patient the same way round. Nothing is rotated: in an
 * oblique volume the block is as oblique as its slices.
 */
final class BlockGrid {
    /** Left, back, head: the directions of width, height and depth. */
    private static final Vector3[] PATIENT = {new Vector3(1, 0, 0), new Vector3(0, 1, 0), new Vector3(0, 0, 1)};

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final BlockShape shape;
    private final Vector3 centre;
    /** Along rows, along columns, along the normal. */
    private final Vector3[] directions;
    /** For each of those the patient's axis, 0 for width, 1 for height, 2 for depth. */
    private final int[] patientAxis;

    BlockGrid(VolumeGeometry geometry, BlockShape shape) {
        this.shape = shape;
        this.centre = geometry.centre();
        this.directions = new Vector3[] {geometry.rowDirection(), geometry.columnDirection(), geometry.normal()};
        this.patientAxis = nearest();
    }

    /** The assignment whose cosines have the largest sum; at a tie the first. */
    private int[] nearest() {
        int[] best = ORDERS[0];
        double most = -1;
        for (int[] order : ORDERS) {
            double sum = 0;
            for (int axis = 0; axis < 3; axis++) {
                sum += Math.abs(directions[axis].dot(PATIENT[order[axis]]));
            }
            if (sum > most + 1e-9) {
                most = sum;
                best = order;
            }
        }
        return best;
    }

    /** The block's axis along the rows: over columns. */
    BlockAxis alongRows() {
        return axis(0);
    }

    /** The block's axis along the columns: over rows. */
    BlockAxis alongColumns() {
        return axis(1);
    }

    /** The block's axis along the normal: over slices. */
    BlockAxis alongNormal() {
        return axis(2);
    }

    private BlockAxis axis(int axis) {
        int sign = directions[axis].dot(PATIENT[patientAxis[axis]]) < 0 ? -1 : 1;
        return switch (patientAxis[axis]) {
            case 0 -> new BlockAxis(shape.width(), shape.widthSpacing(), 1, sign);
            case 1 -> new BlockAxis(shape.height(), shape.heightSpacing(), shape.width(), sign);
            default -> new BlockAxis(shape.depth(), shape.depthSpacing(), shape.height() * shape.width(), sign);
        };
    }

    /** Where the voxels lie. */
    BlockPlacement placement() {
        Vector3[] steps = new Vector3[3];
        Vector3 origin = centre;
        for (int axis = 0; axis < 3; axis++) {
            BlockAxis along = axis(axis);
            steps[patientAxis[axis]] = directions[axis].times(along.sign() * along.spacing());
            origin = origin.plus(directions[axis].times(along.offset(0)));
        }
        return new BlockPlacement(origin, steps[2], steps[1], steps[0]);
    }
}
