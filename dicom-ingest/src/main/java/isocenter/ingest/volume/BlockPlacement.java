package isocenter.ingest.volume;

/**
 * Where a block's voxels lie in the patient (mm; x to the left, y to the back, z to the head).
 *
 * @param origin centre of the first voxel
 * @param depthStep from a voxel to the next of the depth
 * @param heightStep the same for the height
 * @param widthStep the same for the width
 */
public record BlockPlacement(Vector3 origin, Vector3 depthStep, Vector3 heightStep, Vector3 widthStep) {
    /** The centre of a voxel. */
    public Vector3 at(double depth, double height, double width) {
        return origin.plus(depthStep.times(depth))
                .plus(heightStep.times(height))
                .plus(widthStep.times(width));
    }
}
