package isocenter.ingest.volume;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Frames of one frame of reference, size, pixel spacing, orientation and declared stack: candidates for slices. */
final class ParallelFrames {
    /** Of a direction's components: about a tenth of a degree. */
    private static final double SAME_DIRECTION = 0.002;

    private static final double SAME_SPACING = 0.001;

    private final FramePlane first;
    private final List<FramePlane> frames = new ArrayList<>();

    ParallelFrames(FramePlane first) {
        this.first = first;
        frames.add(first);
    }

    List<FramePlane> frames() {
        return frames;
    }

    /** Takes the frame in when it is like the first. */
    boolean take(FramePlane frame) {
        boolean alike = frame.frameOfReference().equals(first.frameOfReference())
                && frame.stack().equals(first.stack())
                && sameSize(first, frame)
                && sameOrientation(first.requirePlane(), frame.requirePlane());
        return alike && frames.add(frame);
    }

    boolean hasOrientationOf(ParallelFrames other) {
        return sameOrientation(first.requirePlane(), other.first.requirePlane());
    }

    boolean hasSizeOf(ParallelFrames other) {
        return sameSize(first, other.first);
    }

    /** How many different ones there are among the groups. */
    static int distinct(List<ParallelFrames> groups, BiPredicate<ParallelFrames, ParallelFrames> same) {
        List<ParallelFrames> distinct = new ArrayList<>();
        for (ParallelFrames group : groups) {
            if (distinct.stream().noneMatch(known -> same.test(known, group))) {
                distinct.add(group);
            }
        }
        return distinct.size();
    }

    private static boolean sameSize(FramePlane a, FramePlane b) {
        return a.rows() == b.rows()
                && a.columns() == b.columns()
                && sameSpacing(a.requirePlane().rowSpacing(), b.requirePlane().rowSpacing())
                && sameSpacing(
                        a.requirePlane().columnSpacing(), b.requirePlane().columnSpacing());
    }

    private static boolean sameSpacing(double a, double b) {
        return Math.abs(a - b) <= SAME_SPACING * a;
    }

    private static boolean sameOrientation(Plane a, Plane b) {
        return a.inPatient() == b.inPatient()
                && a.rowDirection().minus(b.rowDirection()).length() <= SAME_DIRECTION
                && a.columnDirection().minus(b.columnDirection()).length() <= SAME_DIRECTION;
    }
}
