package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.Optional;

/**
 * Where a frame lies in the patient and how large its pixels are, as the header says (PS3.3 C.7.6.2, C.7.6.16.2).
 *
 * @param spacing distance of rows, then of columns, in mm; empty where the header has none
 * @param onDetector whether the spacing is that of the detector (Imager Pixel Spacing) and not of the patient
 * @param position x, y, z of the centre of the upper left pixel in mm; empty where the header has none
 * @param orientation direction cosines of a row, then of a column; empty where the header has none
 * @param thickness Slice Thickness in mm; empty where the header has none
 * @param reference Frame of Reference UID
 */
record ImagePlane(
        double[] spacing,
        boolean onDetector,
        double[] position,
        double[] orientation,
        double[] thickness,
        Optional<String> reference) {
    /** @param frame counted from 1 */
    static ImagePlane of(DataSet header, int frame) {
        double[] patient = numbers(header, frame, "PixelMeasuresSequence", "PixelSpacing", 2);
        double[] detector = header.numbers(Tags.IMAGER_PIXEL_SPACING);
        boolean onDetector = patient.length != 2 && detector.length == 2;
        return new ImagePlane(
                onDetector ? detector : patient,
                onDetector,
                numbers(header, frame, "PlanePositionSequence", "ImagePositionPatient", 3),
                numbers(header, frame, "PlaneOrientationSequence", "ImageOrientationPatient", 6),
                numbers(header, frame, "PixelMeasuresSequence", "SliceThickness", 1),
                header.text(Tags.FRAME_OF_REFERENCE_UID));
    }

    /** Whether everything is known that a place in the patient needs. */
    boolean isInPatient() {
        return reference.isPresent()
                && spacing.length == 2
                && !onDetector
                && position.length == 3
                && orientation.length == 6;
    }

    /** Distance in mm of two points in pixels; empty where the size of pixels is not known. */
    Optional<Double> distance(List<Double> from, List<Double> to) {
        if (spacing.length != 2 || !(spacing[0] > 0) || !(spacing[1] > 0)) {
            return Optional.empty();
        }
        double x = (to.get(0) - from.get(0)) * spacing[1];
        double y = (to.get(1) - from.get(1)) * spacing[0];
        return Optional.of(Math.hypot(x, y));
    }

    /** How far the plane lies along its normal, in mm. */
    double depth() {
        double[] row = orientation;
        return position[0] * (row[1] * row[5] - row[2] * row[4])
                + position[1] * (row[2] * row[3] - row[0] * row[5])
                + position[2] * (row[0] * row[4] - row[1] * row[3]);
    }

    /** The frame's own group first, then the shared one, then the data set itself. */
    private static double[] numbers(DataSet header, int frame, String group, String keyword, int count) {
        List<DataSet> frames = header.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        List<DataSet> shared = header.items(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
        List<DataSet> own = frame <= frames.size() ? List.of(frames.get(frame - 1)) : List.of();
        for (List<DataSet> place : List.of(own, shared)) {
            for (DataSet item : place.stream()
                    .flatMap(one -> one.items(Attributes.tag(group)).stream())
                    .toList()) {
                double[] found = item.numbers(Attributes.tag(keyword));
                if (found.length == count) {
                    return found;
                }
            }
        }
        double[] found = header.numbers(Attributes.tag(keyword));
        return found.length == count ? found : new double[0];
    }
}
