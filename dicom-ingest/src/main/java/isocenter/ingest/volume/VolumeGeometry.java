package isocenter.ingest.volume;

/**
 * Where the voxels of a volume lie: the centre of the voxel in slice {@code k}, row {@code j}, column {@code i} is at
 * {@code origin + i · columnSpacing · rowDirection + j · rowSpacing · columnDirection + k · step}. Slices are in the
 * order of their normal, so that row, column and slice direction are right-handed (but for a tilted gantry also
 * perpendicular).
 *
 * @param origin centre of the first voxel, mm, x to the left, y to the back, z to the head
 * @param rowDirection to higher columns; length 1
 * @param columnDirection to higher rows; length 1
 * @param step from a slice to the next, mm: the mean over all slices
 * @param rowSpacing between rows, mm
 * @param columnSpacing between columns, mm
 */
public record VolumeGeometry(
        int slices,
        int rows,
        int columns,
        Vector3 origin,
        Vector3 rowDirection,
        Vector3 columnDirection,
        Vector3 step,
        double rowSpacing,
        double columnSpacing) {

    /** Perpendicular to the slices, to higher ones; length 1. */
    public Vector3 normal() {
        return rowDirection.cross(columnDirection).unit();
    }

    /** Between neighbouring slices along the normal, mm; positive. */
    public double sliceSpacing() {
        return step.dot(normal());
    }

    /** Sideways along a row from slice to slice, mm: 0 but for a sheared stack. */
    public double shearAlongRows() {
        return step.dot(rowDirection);
    }

    /** Sideways along a column from slice to slice, mm. */
    public double shearAlongColumns() {
        return step.dot(columnDirection);
    }

    /** Between step and normal, in degrees. */
    public double tiltDegrees() {
        return Math.toDegrees(Math.atan2(Math.hypot(shearAlongRows(), shearAlongColumns()), sliceSpacing()));
    }

    /** The place of a voxel, or between voxels, by indices counted from 0. */
    public Vector3 at(double slice, double row, double column) {
        return origin.plus(rowDirection.times(column * columnSpacing))
                .plus(columnDirection.times(row * rowSpacing))
                .plus(step.times(slice));
    }

    /** The place in the middle of the volume. */
    public Vector3 centre() {
        return at((slices - 1) / 2.0, (rows - 1) / 2.0, (columns - 1) / 2.0);
    }
}
