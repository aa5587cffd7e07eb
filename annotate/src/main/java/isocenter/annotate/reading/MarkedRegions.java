package isocenter.annotate.reading;

import isocenter.annotate.agreement.BinaryMask;
import isocenter.annotate.agreement.MaskOverlap;
import isocenter.annotate.agreement.PatientMean;
import isocenter.annotate.agreement.Resampling;
import isocenter.annotate.agreement.SurfaceDistances;
import isocenter.annotate.labelset.Shape;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far the marks of readers cover each other: on each frame all of a reader's marks of one finding, filled, are a region. */
final class MarkedRegions {
    private final List<String> patients = new ArrayList<>();
    private final List<Double> dice = new ArrayList<>();
    private final List<String> outlinePatients = new ArrayList<>();
    private final List<Double> outlines = new ArrayList<>();
    private int alone;

    /** Rows and columns of an image. */
    record Size(int rows, int columns) {}

    /**
     * Compares two readers on one study.
     *
     * @param sizes of its images, by UID
     */
    void compare(String patient, List<Mark> first, List<Mark> second, Map<String, Size> sizes) {
        Map<String, List<Mark>> one = byFrame(first);
        Map<String, List<Mark>> other = byFrame(second);
        List<String> frames = new ArrayList<>(one.keySet());
        other.keySet().stream().filter(frame -> !one.containsKey(frame)).forEach(frames::add);
        for (String frame : frames) {
            List<Mark> here = one.getOrDefault(frame, List.of());
            List<Mark> there = other.getOrDefault(frame, List.of());
            Size size = sizes.get((here.isEmpty() ? there : here).get(0).instance());
            if (here.isEmpty() || there.isEmpty() || size == null) {
                alone++;
            } else {
                measure(patient, region(here, size), region(there, size));
            }
        }
    }

    private void measure(String patient, BinaryMask one, BinaryMask other) {
        Optional<MaskOverlap> overlap = MaskOverlap.of(one, other);
        overlap.ifPresent(found -> {
            patients.add(patient);
            dice.add(found.dice());
        });
        SurfaceDistances.of(one, other, 1, 1).ifPresent(found -> {
            outlinePatients.add(patient);
            outlines.add(found.hausdorff95());
        });
    }

    AgreementReport.Marks report(Resampling resampling) {
        return new AgreementReport.Marks(
                dice.size(),
                alone,
                Figure.of(PatientMean.of("Dice", patients, values(dice), resampling)),
                Figure.of(PatientMean.of("distance", outlinePatients, values(outlines), resampling)));
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Map<String, List<Mark>> byFrame(List<Mark> marks) {
        Map<String, List<Mark>> byFrame = new LinkedHashMap<>();
        for (Mark mark : marks) {
            if (mark.shape() != Shape.LENGTH) {
                byFrame.computeIfAbsent(mark.instance() + "#" + mark.frame(), any -> new ArrayList<>())
                        .add(mark);
            }
        }
        return byFrame;
    }

    /** Pixels whose centre is in any of the marks. */
    private static BinaryMask region(List<Mark> marks, Size size) {
        boolean[] pixels = new boolean[size.rows() * size.columns()];
        for (Mark mark : marks) {
            MaskRuns mask = mark.mask();
            if (mask != null) {
                boolean[] more = mask.pixels();
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] |= more[i];
                }
            } else {
                fill(outline(mark), size, pixels);
            }
        }
        return BinaryMask.ofRuns(
                size.rows(),
                size.columns(),
                MaskRuns.of(size.rows(), size.columns(), pixels).runs().stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    private static Path2D outline(Mark mark) {
        List<List<Double>> points = mark.points();
        if (mark.shape() == Shape.BOX) {
            List<Double> least = points.get(0);
            List<Double> most = points.get(1);
            points = Arrays.asList(least, List.of(most.get(0), least.get(1)), most, List.of(least.get(0), most.get(1)));
        }
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.moveTo(points.get(0).get(0), points.get(0).get(1));
        points.subList(1, points.size()).forEach(point -> path.lineTo(point.get(0), point.get(1)));
        path.closePath();
        return path;
    }

    private static void fill(Path2D path, Size size, boolean[] pixels) {
        var bounds = path.getBounds();
        int top = Math.max(0, bounds.y - 1);
        int bottom = Math.min(size.rows(), bounds.y + bounds.height + 1);
        int left = Math.max(0, bounds.x - 1);
        int right = Math.min(size.columns(), bounds.x + bounds.width + 1);
        for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
                if (path.contains(column + 0.5, row + 0.5)) {
                    pixels[row * size.columns() + column] = true;
                }
            }
        }
    }
}
