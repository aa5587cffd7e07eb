package isocenter.ingest.dataset;

import isocenter.ingest.volume.BlockPlacement;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.ValueScale;

/**
 * Grey volumes as blocks of one shape, by index; what a training loop in three dimensions reads. All show the patient the
 * same way round: depth from feet to head, height from front to back, width from right to left. Implementations may be
 * read by many threads.
 */
public interface VolumeSet {
    /** Number of blocks; indices run from 0 to {@code count() - 1} and equal {@link DatasetMember#index()}. */
    int count();

    /** Of every block. */
    BlockShape shape();

    /**
     * Copies a part of a block; only that part is read from disk.
     *
     * @param target receives {@code region.voxels()} values in [0, 1], plane by plane and line by line, from
     *     {@code offset} on
     * @throws IllegalArgumentException when the region does not lie inside the block
     */
    void read(int index, BlockRegion region, float[] target, int offset);

    /** Copies a whole block. */
    default void read(int index, float[] target, int offset) {
        read(index, BlockRegion.all(shape()), target, offset);
    }

    /** What a block's values mean: 0 and 1 are its ends, in Hounsfield units for CT. */
    ValueScale scale(int index);

    /** Where a block's voxels lie in the patient. */
    BlockPlacement placement(int index);

    /** The volume's SHA-256 name. */
    String volume(int index);

    /** Pseudonym of the patient: volumes of one patient share it. */
    String patient(int index);
}
