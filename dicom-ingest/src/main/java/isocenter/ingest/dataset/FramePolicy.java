package isocenter.ingest.dataset;

/** Which frames of the catalogue's objects a dataset is made of. */
public sealed interface FramePolicy {
    /** Objects with one frame, each an image; whatever has several is left out. */
    FramePolicy SINGLE = new SingleFrames();

    /** See {@link FramePolicy#SINGLE}. */
    record SingleFrames() implements FramePolicy {}

    /**
     * Of every object at most so many frames, evenly spaced: a cine loop or video counts as few images, not as hundreds.
     *
     * @throws DatasetException when there would be none
     */
    record EvenFrames(int perObject) implements FramePolicy {
        public EvenFrames {
            requirePositive(perObject);
        }
    }

    /**
     * Of every volume at most so many slices, evenly spaced from the first to the last; what is no volume is left out.
     *
     * @throws DatasetException when there would be none
     */
    record EvenSlices(int perVolume) implements FramePolicy {
        public EvenSlices {
            requirePositive(perVolume);
        }
    }

    /**
     * Volumes, each one entry, to be prepared as blocks ({@link VolumeSet}). Left out are those whose slices are no even
     * grid; a tilted gantry is undone.
     *
     * @param fewestSlices volumes with less are left out: localisers have a handful
     */
    record WholeVolumes(int fewestSlices) implements FramePolicy {
        public WholeVolumes {
            requirePositive(fewestSlices);
        }
    }

    private static void requirePositive(int number) {
        if (number < 1) {
            throw new DatasetException("the number of frames or slices must be at least 1, not " + number);
        }
    }
}
