package isocenter.ingest.volume;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dicom.Vr;
import java.util.Locale;

/** One slice of an invented series, axial unless turned; every part of its description can be made wrong. */
public final class TestSlice {
    public static final int ROWS = 4;
    public static final int COLUMNS = 5;

    private final DataSet dataSet = new DataSet();

    /** @param number Instance Number and part of the UID */
    public TestSlice(int number) {
        dataSet.putText(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.2")
                .putText(Tags.SOP_INSTANCE_UID, "2.25." + number)
                .putText(Tags.STUDY_INSTANCE_UID, "2.25.77771")
                .putText(Tags.SERIES_INSTANCE_UID, "2.25.77772")
                .putText(Tags.FRAME_OF_REFERENCE_UID, "2.25.77773")
                .putText(Tags.PATIENT_ID, "Invented")
                .putText(Tags.MODALITY, "CT")
                .putText(Tags.INSTANCE_NUMBER, Integer.toString(number))
                .putText(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .putText(Tags.RESCALE_SLOPE, "1")
                .putText(Tags.RESCALE_INTERCEPT, "-1024")
                .putIntegers(Tags.SAMPLES_PER_PIXEL, 1)
                .putIntegers(Tags.BITS_ALLOCATED, 16)
                .putIntegers(Tags.BITS_STORED, 16)
                .putIntegers(Tags.HIGH_BIT, 15)
                .putIntegers(Tags.PIXEL_REPRESENTATION, 0);
        size(ROWS, COLUMNS).spacing(0.5, 0.5).direction(1, 0, 0, 0, 1, 0).at(0, 0, number);
    }

    public TestSlice size(int rows, int columns) {
        dataSet.putIntegers(Tags.ROWS, rows).putIntegers(Tags.COLUMNS, columns);
        return pixels(new long[rows * columns]);
    }

    public TestSlice spacing(double rows, double columns) {
        return numbers(Tags.PIXEL_SPACING, rows, columns);
    }

    public TestSlice direction(double... cosines) {
        return numbers(Tags.IMAGE_ORIENTATION_PATIENT, cosines);
    }

    public TestSlice at(double... position) {
        return numbers(Tags.IMAGE_POSITION_PATIENT, position);
    }

    public TestSlice with(String keyword, String... values) {
        int tag = DataDictionary.tag(keyword).orElseThrow();
        Vr vr = DataDictionary.vr(tag).orElseThrow();
        if (vr == Vr.FD) {
            double[] reals = new double[values.length];
            for (int i = 0; i < reals.length; i++) {
                reals[i] = Double.parseDouble(values[i]);
            }
            dataSet.put(Element.reals(tag, vr, reals));
        } else {
            dataSet.putText(tag, values);
        }
        return this;
    }

    public TestSlice without(int tag) {
        dataSet.remove(tag);
        return this;
    }

    /** Stored values, 16 bits. */
    public TestSlice pixels(long... values) {
        dataSet.put(Element.integers(Tags.PIXEL_DATA, Vr.OW, values));
        return this;
    }

    private TestSlice numbers(int tag, double... values) {
        String[] texts = new String[values.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = String.format(Locale.ROOT, "%.6f", values[i]);
        }
        dataSet.putText(tag, texts);
        return this;
    }

    public String instance() {
        return dataSet.text(Tags.SOP_INSTANCE_UID).orElseThrow();
    }

    public DataSet dataSet() {
        return dataSet;
    }

    public DicomObject object() {
        return new DicomObject(new DataSet(), dataSet, TransferSyntax.EXPLICIT_LITTLE_ENDIAN);
    }
}
