package isocenter.annotate.agreement;

import java.util.Optional;

/**
 * How far two regions of one image cover each other.
 *
 * @param dice 2·|A ∩ B| / (|A| + |B|), 0–1 (Dice 1945)
 * @param jaccard |A ∩ B| / |A ∪ B|, 0–1; dice / (2 − dice)
 */
public record MaskOverlap(double dice, double jaccard) {

    /**
     * Measures. Where one region is empty, both are 0. Where both are, there is nothing: that two readers mark nothing is
     * agreement on absence, which their labels count; as a Dice of 1 it would lift the mean by the share of normal images.
     *
     * @throws IllegalArgumentException when the masks have different sizes
     */
    public static Optional<MaskOverlap> of(BinaryMask first, BinaryMask second) {
        double shared = first.shared(second);
        double both = (double) first.area() + second.area();
        return both == 0 ? Optional.empty() : Optional.of(new MaskOverlap(2 * shared / both, shared / (both - shared)));
    }
}
