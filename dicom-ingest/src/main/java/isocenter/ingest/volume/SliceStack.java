package isocenter.ingest.volume;

import isocenter.ingest.volume.VolumeAssembly.NotAVolume;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import java.util.ArrayList;
import java.util.List;

/** Makes a volume of one stack's frames, or says why they are none, and names what is irregular. */
final class SliceStack {
    /** Of the spacing: a gap that differs less is the same. Positions are often rounded to hundredths of a mm. */
    private static final double SAME_GAP = 0.02;

    /** mm. */
    private static final double ROUNDING = 0.01;
    /** Of the spacing: how far a gap may be from a whole multiple to stand for missing slices. */
    private static final double SAME_MULTIPLE = 0.1;
    /** Of a pixel: how far a slice may lie beside the line of the others. */
    private static final double ALIGNED = 0.1;

    private static final double LEAST_TILT_DEGREES = 0.1;

    private final StackSplit.Stack stack;
    private final List<Finding> findings = new ArrayList<>();
    private final List<FramePlane> slices;
    private final Plane first;
    private final Plane last;
    private final Vector3 normal;

    private SliceStack(StackSplit.Stack stack, List<List<FramePlane>> places) {
        this.stack = stack;
        this.slices = places.stream().map(place -> place.get(0)).toList();
        this.first = slices.get(0).requirePlane();
        this.last = slices.get(slices.size() - 1).requirePlane();
        this.normal = first.normal();
    }

    /** @param ofSeries findings about the whole series */
    static VolumeAssembly assemble(StackSplit.Stack stack, List<Finding> ofSeries) {
        List<List<FramePlane>> places = StackSplit.places(stack.frames());
        List<FrameRef> all = stack.frames().stream().map(FramePlane::ref).toList();
        if (places.size() < 2) {
            return new NotAVolume(all, all.size() == 1 ? "a single slice" : "all frames show the same place");
        }
        SliceStack slices = new SliceStack(stack, places);
        if (slices.sideways() > 0) {
            return new NotAVolume(all, "the slices do not lie on one line");
        }
        slices.describe(places, ofSeries);
        return slices.volume();
    }

    private int count() {
        return slices.size();
    }

    private double height(int slice) {
        return slices.get(slice).requirePlane().origin().minus(first.origin()).dot(normal);
    }

    private double length() {
        return height(count() - 1);
    }

    /** How many frames, duplicates included, lie beside the line from the first to the last slice. */
    private long sideways() {
        Vector3 perMillimetre = last.origin().minus(first.origin()).times(1 / length());
        double tolerance = ALIGNED * Math.min(first.rowSpacing(), first.columnSpacing());
        return stack.frames().stream()
                .map(frame -> frame.requirePlane().origin().minus(first.origin()))
                .filter(offset -> {
                    Vector3 beside = offset.minus(perMillimetre.times(offset.dot(normal)));
                    return beside.length() > tolerance;
                })
                .count();
    }

    private void describe(List<List<FramePlane>> places, List<Finding> ofSeries) {
        List<FrameRef> duplicates = places.stream()
                .flatMap(place -> place.stream().skip(1))
                .map(FramePlane::ref)
                .toList();
        if (!duplicates.isEmpty()) {
            findings.add(new Finding.DuplicateSlices(duplicates));
        }
        if (stack.byOrder() > 1) {
            findings.add(new Finding.ToldApartByOrder(stack.byOrder()));
        }
        if (!first.inPatient()) {
            findings.add(new Finding.NotInPatientCoordinates());
        }
        findings.addAll(ofSeries);
    }

    private VolumeAssembly volume() {
        int steps = steps();
        FramePlane frame = slices.get(0);
        VolumeGeometry geometry = new VolumeGeometry(
                count(),
                frame.rows(),
                frame.columns(),
                first.origin(),
                first.rowDirection(),
                first.columnDirection(),
                last.origin().minus(first.origin()).times(1.0 / steps),
                first.rowSpacing(),
                first.columnSpacing());
        if (geometry.tiltDegrees() >= LEAST_TILT_DEGREES) {
            findings.add(new Finding.GantryTilt(geometry.tiltDegrees()));
        }
        List<FrameRef> refs = slices.stream().map(FramePlane::ref).toList();
        return new Volume(geometry, refs, stack.distinguished(), findings);
    }

    /** How many steps lead from the first slice to the last, missing slices counted; names uneven gaps. */
    private int steps() {
        double[] gaps = new double[count() - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = height(i + 1) - height(i);
        }
        double[] sorted = gaps.clone();
        java.util.Arrays.sort(sorted);
        double usual = sorted[(sorted.length - 1) / 2];
        double tolerance = Math.max(Math.min(ROUNDING, SAME_MULTIPLE * usual), SAME_GAP * usual);
        int steps = 0;
        boolean equal = true;
        boolean multiples = true;
        for (double gap : gaps) {
            long multiple = Math.max(1, Math.round(gap / usual));
            equal &= Math.abs(gap - usual) <= tolerance;
            multiples &= Math.abs(gap / usual - multiple) <= SAME_MULTIPLE;
            steps += (int) Math.min(multiple, 1_000_000);
        }
        if (equal) {
            return gaps.length;
        }
        if (multiples && steps > gaps.length) {
            findings.add(new Finding.MissingSlices(steps - gaps.length));
            return steps;
        }
        findings.add(new Finding.UnequalSpacing(sorted[0], sorted[sorted.length - 1]));
        return gaps.length;
    }
}
