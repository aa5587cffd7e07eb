package isocenter.ingest.volume;

import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a header says of one frame's place among the others of its series.
 *
 * @param plane null where the header has no geometry or one that makes no sense
 * @param missing why there is no plane; empty where there is one
 * @param frameOfReference its UID; empty where there is none
 * @param stack the stack that the object itself assigns the frame to (Stack ID); empty for none
 * @param attributes what tells several images of one place apart, by keyword, in the order of {@link StackAttribute}
 * @param trigger milliseconds after the heartbeat; 0 where not stated
 * @param number Instance Number; 0 where not stated
 */
record FramePlane(
        FrameRef ref,
        int rows,
        int columns,
        @Nullable Plane plane,
        String missing,
        String frameOfReference,
        String stack,
        Map<StackAttribute, String> attributes,
        double trigger,
        int number) {

    /** The order in which they were made, as well as headers tell; total, so that the order of files does not matter. */
    static final Comparator<FramePlane> ORDER = Comparator.comparingInt(FramePlane::number)
            .thenComparingDouble(FramePlane::trigger)
            .thenComparing(frame -> frame.ref().instance())
            .thenComparingInt(frame -> frame.ref().frame());

    /** As it is, when there is one. */
    Plane requirePlane() {
        if (plane == null) {
            throw new IllegalStateException("a frame without geometry is in no stack");
        }
        return plane;
    }

    String attribute(StackAttribute attribute) {
        return attributes.getOrDefault(attribute, "");
    }
}
