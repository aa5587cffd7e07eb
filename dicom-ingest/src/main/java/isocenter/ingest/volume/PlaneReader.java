package isocenter.ingest.volume;

import static isocenter.ingest.volume.StackAttribute.tag;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.pixel.FunctionalGroups;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where each frame of an object lies, from the image plane module or from functional groups (PS3.3 C.7.6.16.2). */
final class PlaneReader {
    /** Cosines are often written with three digits. */
    private static final double SKEW = 0.005;

    private static final int PLANE_POSITION = tag("PlanePositionSequence");
    private static final int PLANE_ORIENTATION = tag("PlaneOrientationSequence");
    private static final int PIXEL_MEASURES = tag("PixelMeasuresSequence");
    private static final int VOLUME_POSITION = tag("PlanePositionVolumeSequence");
    private static final int VOLUME_ORIENTATION = tag("PlaneOrientationVolumeSequence");
    private static final int IMAGE_POSITION_VOLUME = tag("ImagePositionVolume");
    private static final int IMAGE_ORIENTATION_VOLUME = tag("ImageOrientationVolume");
    private static final int FRAME_CONTENT = tag("FrameContentSequence");
    private static final int STACK_ID = tag("StackID");
    private static final int DIMENSION_INDEX_SEQUENCE = tag("DimensionIndexSequence");
    private static final int DIMENSION_INDEX_POINTER = tag("DimensionIndexPointer");
    private static final int DIMENSION_INDEX_VALUES = tag("DimensionIndexValues");
    private static final int TRIGGER_TIME = tag("TriggerTime");

    private final String instance;
    private final DataSet dataSet;
    private final FunctionalGroups groups;
    private final int frames;

    private PlaneReader(String instance, DataSet dataSet) {
        this.instance = instance;
        this.dataSet = dataSet;
        this.groups = new FunctionalGroups(dataSet);
        this.frames = Math.max(1, dataSet.integer(Tags.NUMBER_OF_FRAMES).orElse(1));
    }

    /** One for each frame, in their order. */
    static List<FramePlane> read(String instance, DicomObject object) {
        PlaneReader reader = new PlaneReader(instance, object.dataSet());
        List<FramePlane> planes = new ArrayList<>(reader.frames);
        for (int frame = 0; frame < reader.frames; frame++) {
            planes.add(reader.frame(frame));
        }
        return planes;
    }

    private FramePlane frame(int frame) {
        Map<StackAttribute, String> attributes = new EnumMap<>(StackAttribute.class);
        for (StackAttribute attribute : StackAttribute.values()) {
            attribute.read(groups, frame).ifPresent(value -> attributes.put(attribute, value));
        }
        Found found = plane(frame);
        return new FramePlane(
                new FrameRef(instance, frame),
                dataSet.integer(Tags.ROWS).orElse(0),
                dataSet.integer(Tags.COLUMNS).orElse(0),
                found.plane,
                found.missing,
                dataSet.text(Tags.FRAME_OF_REFERENCE_UID).orElse(""),
                stack(frame),
                attributes,
                dataSet.number(TRIGGER_TIME).orElse(0),
                dataSet.integer(Tags.INSTANCE_NUMBER).orElse(0));
    }

    private Found plane(int frame) {
        Optional<DataSet> inVolume = groups.group(frame, VOLUME_POSITION);
        boolean inPatient = inVolume.isEmpty();
        Optional<DataSet> position = inPatient ? forFrame(frame, PLANE_POSITION) : inVolume;
        DataSet orientation = groups.of(frame, inPatient ? PLANE_ORIENTATION : VOLUME_ORIENTATION);
        double[] origin = position.map(
                        item -> item.numbers(inPatient ? Tags.IMAGE_POSITION_PATIENT : IMAGE_POSITION_VOLUME))
                .orElse(new double[0]);
        double[] cosines = orientation.numbers(inPatient ? Tags.IMAGE_ORIENTATION_PATIENT : IMAGE_ORIENTATION_VOLUME);
        double[] spacing = groups.of(frame, PIXEL_MEASURES).numbers(Tags.PIXEL_SPACING);
        if (origin.length != 3) {
            return Found.none("Image Position (Patient) is missing");
        }
        if (cosines.length != 6) {
            return Found.none("Image Orientation (Patient) is missing");
        }
        if (spacing.length != 2 || !isLength(spacing[0]) || !isLength(spacing[1])) {
            return Found.none("Pixel Spacing is missing or not positive");
        }
        Vector3 row = new Vector3(cosines[0], cosines[1], cosines[2]);
        Vector3 column = new Vector3(cosines[3], cosines[4], cosines[5]);
        Vector3 corner = new Vector3(origin[0], origin[1], origin[2]);
        boolean square = Math.abs(row.length() - 1) <= SKEW
                && Math.abs(column.length() - 1) <= SKEW
                && Math.abs(row.dot(column)) <= SKEW;
        if (!square || !corner.isFinite()) {
            return Found.none("Image Orientation (Patient) is not two perpendicular directions");
        }
        return new Found(new Plane(corner, row.unit(), column.unit(), spacing[0], spacing[1], inPatient), "");
    }

    /** A position at the top level is that of the first frame: with several it says nothing about the others. */
    private Optional<DataSet> forFrame(int frame, int sequence) {
        Optional<DataSet> group = groups.group(frame, sequence);
        return group.isPresent() || frames > 1 ? group : Optional.of(dataSet);
    }

    private static boolean isLength(double value) {
        return value > 0 && value < Double.POSITIVE_INFINITY;
    }

    /** By its name, else by its index, which is left where free text was removed. */
    private String stack(int frame) {
        Optional<DataSet> content = groups.group(frame, FRAME_CONTENT);
        if (content.isEmpty()) {
            return "";
        }
        Optional<String> name = content.get().text(STACK_ID);
        if (name.isPresent()) {
            return name.get();
        }
        double[] values = content.get().numbers(DIMENSION_INDEX_VALUES);
        List<DataSet> dimensions = dataSet.items(DIMENSION_INDEX_SEQUENCE);
        for (int i = 0; i < Math.min(values.length, dimensions.size()); i++) {
            if (isStack(dimensions.get(i))) {
                return Integer.toString((int) values[i]);
            }
        }
        return "";
    }

    private static boolean isStack(DataSet dimension) {
        double[] pointer = dimension.numbers(DIMENSION_INDEX_POINTER);
        return pointer.length == 1 && pointer[0] == STACK_ID;
    }

    /** A plane, or why there is none. */
    private record Found(@Nullable Plane plane, String missing) {
        static Found none(String reason) {
            return new Found(null, reason);
        }
    }
}
