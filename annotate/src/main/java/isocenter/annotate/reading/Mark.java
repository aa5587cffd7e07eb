package isocenter.annotate.reading;

import isocenter.annotate.labelset.Shape;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a finding is on one frame.
 *
 * @param id made by the page; no two marks of a reading have the same, 1 to 64 letters, digits and hyphens
 * @param finding its identifier in the label set
 * @param instance pseudonymous SOP Instance UID
 * @param frame counted from 1
 * @param points x and y in pixels, x to the right and y down from the upper left corner of the upper left pixel, whose
 *     centre is (0.5, 0.5) (SCOORD, PS3.3 C.10.5): two corners of a box, least first; three or more of a polygon; two ends
 *     of a length; none of a mask
 * @param mask of a mask, else null
 */
public record Mark(
        String id,
        String finding,
        Shape shape,
        String instance,
        int frame,
        List<List<Double>> points,
        @Nullable MaskRuns mask) {
    public Mark {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(finding, "finding");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(instance, "instance");
        points = points == null ? List.of() : points.stream().map(List::copyOf).toList();
    }
}
