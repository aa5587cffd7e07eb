package isocenter.annotate.agreement;

import java.util.Arrays;
import java.util.Optional;

/**
 * How far the outlines of two regions are apart, in mm. A surface is made of the region's pixels that have one of their four
 * neighbours outside (beyond the image is outside); distances are between pixel centres, from each surface pixel of one
 * region to the nearest of the other, for both directions.
 *
 * @param hausdorff the largest distance of all
 * @param hausdorff95 the larger of the two directions' 95th percentiles (linear between neighbours)
 * @param mean the mean of the two directions' means
 */
public record SurfaceDistances(double hausdorff, double hausdorff95, double mean) {

    /**
     * Measures; nothing where a region is empty, since it has no surface.
     *
     * @param rowSpacing mm between the centres of neighbouring rows, the first value of Pixel Spacing (PS3.3 section
     *     10.7.1.3)
     * @param columnSpacing mm between those of neighbouring columns, the second
     */
    public static Optional<SurfaceDistances> of(
            BinaryMask first, BinaryMask second, double rowSpacing, double columnSpacing) {
        if (!(rowSpacing > 0 && columnSpacing > 0 && rowSpacing + columnSpacing < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Distances in mm need a pixel spacing above 0");
        }
        first.shared(second); // refuses masks of different sizes
        if (first.area() == 0 || second.area() == 0) {
            return Optional.empty();
        }
        BinaryMask one = first.surface();
        BinaryMask other = second.surface();
        double[] there = new NearestPixels(other, rowSpacing, columnSpacing).distances(one);
        double[] back = new NearestPixels(one, rowSpacing, columnSpacing).distances(other);
        Arrays.sort(there);
        Arrays.sort(back);
        return Optional.of(new SurfaceDistances(
                Math.max(there[there.length - 1], back[back.length - 1]),
                Math.max(percentile95(there), percentile95(back)),
                (mean(there) + mean(back)) / 2));
    }

    private static double percentile95(double[] sorted) {
        double at = 0.95 * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private static double mean(double[] distances) {
        return Arrays.stream(distances).average().orElseThrow();
    }
}
