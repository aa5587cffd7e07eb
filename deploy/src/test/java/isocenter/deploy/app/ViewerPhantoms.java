package isocenter.deploy.app;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.IntBinaryOperator;

/** Studies to try the viewer on, all computed: a volume, one with a gap, views of a chest and of breasts, a run. */
final class ViewerPhantoms {
    /** Of the volume: columns go to the back, rows to the feet, slices to the right; its first voxel's centre is at {@link #FIRST}. */
    static final int COLUMNS = 48;

    static final int ROWS = 32;
    static final int SLICES = 20;
    static final double ACROSS = 1.0;
    static final double DOWN = 1.5;
    static final double APART = 2.5;
    static final double[] FIRST = {30, -20, 25};

    /** Stored value at the patient's origin, and how much it grows by a mm to the left, the back and the head. */
    static final double[] VALUE = {1500, 10, 6, 4};

    static final int CENTRE = 1500;
    static final int WIDTH = 1200;

    private final Path folder;

    ViewerPhantoms(Path folder) {
        this.folder = folder;
    }

    /** Sagittal slices of voxels of three different sides, numbered against the order in which they lie. */
    void volume(String patient, boolean gap) throws IOException {
        String study = uid();
        String series = uid();
        String frame = uid();
        for (int slice = 0; slice < SLICES; slice++) {
            if (gap && slice == 7) {
                continue;
            }
            double x = FIRST[0] - slice * APART;
            DataSet image = image("1.2.840.10008.5.1.4.1.1.4", "MR", patient, study, series, ROWS, COLUMNS)
                    .putText(Tags.BODY_PART_EXAMINED, "HEAD")
                    .putText(Tags.INSTANCE_NUMBER, Integer.toString(SLICES - slice))
                    .putText(Tags.FRAME_OF_REFERENCE_UID, frame)
                    .putText(Tags.IMAGE_POSITION_PATIENT, text(x), text(FIRST[1]), text(FIRST[2]))
                    .putText(Tags.IMAGE_ORIENTATION_PATIENT, "0", "1", "0", "0", "0", "-1")
                    .putText(Tags.PIXEL_SPACING, text(DOWN), text(ACROSS))
                    .putText(Tags.SLICE_THICKNESS, text(APART))
                    .putText(Tags.WINDOW_CENTER, Integer.toString(CENTRE))
                    .putText(Tags.WINDOW_WIDTH, Integer.toString(WIDTH));
            write(image, ROWS, COLUMNS, (row, column) -> (int) Math.round(VALUE[0]
                    + VALUE[1] * x
                    + VALUE[2] * (FIRST[1] + column * ACROSS)
                    + VALUE[3] * (FIRST[2] - row * DOWN)));
        }
    }

    /** One image of a series of its own for each view, such as {@code L MLO} or {@code PA}. */
    void views(String sopClass, String modality, String bodyPart, String patient, String... views) throws IOException {
        String study = uid();
        for (String view : views) {
            String[] words = view.split(" ");
            DataSet image = image(sopClass, modality, patient, study, uid(), 64, 48)
                    .putText(Tags.BODY_PART_EXAMINED, bodyPart)
                    .putText(Tags.VIEW_POSITION, words[words.length - 1]);
            if (words.length > 1) {
                image.putText(Tags.IMAGE_LATERALITY, words[0]);
            }
            write(image, 64, 48, (row, column) -> 40 * (row / 8) + 20 * (column / 8));
        }
    }

    /** Frames that are to be shown for so many milliseconds each. */
    void run(String patient, int frames, int milliseconds) throws IOException {
        int side = 32;
        DataSet image = image("1.2.840.10008.5.1.4.1.1.12.1", "XA", patient, uid(), uid(), side, side)
                .putText(Tags.NUMBER_OF_FRAMES, Integer.toString(frames))
                .putText(0x00181063, Integer.toString(milliseconds));
        write(image, side * frames, side, (row, column) -> 100 * (row / side) + column);
    }

    static DataSet image(
            String sopClass, String modality, String patient, String study, String series, int rows, int columns) {
        return new DataSet()
                .putText(Tags.SOP_CLASS_UID, sopClass)
                .putText(Tags.SOP_INSTANCE_UID, uid())
                .putText(Tags.STUDY_INSTANCE_UID, study)
                .putText(Tags.SERIES_INSTANCE_UID, series)
                .putText(Tags.PATIENT_ID, patient)
                .putText(Tags.PATIENT_NAME, "Phantom^Viewer")
                .putText(Tags.MODALITY, modality)
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.ROWS, rows)
                .putIntegers(Tags.COLUMNS, columns)
                .putIntegers(Tags.BITS_ALLOCATED, 16)
                .putIntegers(Tags.BITS_STORED, 12)
                .putIntegers(Tags.HIGH_BIT, 11)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0);
    }

    private void write(DataSet image, int rows, int columns, IntBinaryOperator value) throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(2 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                pixels.putShort((short) value.applyAsInt(row, column));
            }
        }
        write(image.put(Element.bytes(Tags.PIXEL_DATA, Vr.OW, pixels.array())), TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }

    void write(DataSet image, TransferSyntax syntax) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DicomWriter.write(new DicomObject(new DataSet(), image, syntax), out);
        Files.write(folder.resolve(UUID.randomUUID() + ".dcm"), out.toByteArray());
    }

    private static String text(double value) {
        return Double.toString(value);
    }

    static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }
}
