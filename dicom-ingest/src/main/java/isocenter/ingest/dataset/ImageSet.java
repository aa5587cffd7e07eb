package isocenter.ingest.dataset;

/** Square grey images of one size, by index; what a training loop reads. Implementations may be read by many threads. */
public interface ImageSet {

    /** Number of images; indices run from 0 to {@code count() - 1} and equal {@link DatasetMember#index()}. */
    int count();

    /** Side of every image in pixels. */
    int size();

    /**
     * Copies one image.
     *
     * @param target receives {@code size() * size()} values in [0, 1], row by row, from {@code offset} on
     */
    void read(int index, float[] target, int offset);

    /** Pseudonymous SOP Instance UID. */
    String instance(int index);

    /** Pseudonym of the patient: images of one patient share it. */
    String patient(int index);
}
