package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * From stored values to modality units (PS3.3 C.11.1): a table, or slope and intercept.
 *
 * @param table the Modality LUT Sequence's table, or null for the linear form
 */
record ModalityLut(@Nullable LookupTable table, double slope, double intercept) {
    static final ModalityLut IDENTITY = new ModalityLut(null, 1, 0);

    /** The transformation that a data set or a functional group item holds. */
    static ModalityLut of(DataSet dataSet, boolean signed) {
        List<DataSet> tables = dataSet.items(Tags.MODALITY_LUT_SEQUENCE);
        if (!tables.isEmpty()) {
            return new ModalityLut(LookupTable.of(tables.get(0), Tags.LUT_DESCRIPTOR, Tags.LUT_DATA, signed), 1, 0);
        }
        double slope = finite(dataSet, Tags.RESCALE_SLOPE, 1, "Rescale Slope");
        if (slope == 0) {
            throw new PixelDecodeException("Rescale Slope is 0: every value would be the same");
        }
        return new ModalityLut(null, slope, finite(dataSet, Tags.RESCALE_INTERCEPT, 0, "Rescale Intercept"));
    }

    private static double finite(DataSet dataSet, int tag, double absent, String name) {
        if (!dataSet.hasValue(tag)) {
            return absent;
        }
        OptionalDouble value = dataSet.number(tag);
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            throw new PixelDecodeException(name + " is not a finite number");
        }
        return value.getAsDouble();
    }

    float apply(double stored) {
        return table != null ? table.at((int) stored) : (float) (stored * slope + intercept);
    }

    boolean isIdentity() {
        return table == null && slope == 1 && intercept == 0;
    }
}
