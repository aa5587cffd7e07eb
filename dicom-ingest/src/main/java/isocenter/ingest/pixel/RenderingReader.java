package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Reads the VOI module, padding and MONOCHROME1 of an object. */
final class RenderingReader {
    /** Leaves out the burnt-in marks and dead detector pixels of a radiograph and keeps all of its anatomy. */
    static final Rendering.Percentiles ROBUST = new Rendering.Percentiles(0.005, 0.995);

    private RenderingReader() {}

    static Rendering read(DataSet dataSet, DataSet voi, PixelDescription pixels, ModalityLut modality) {
        if (pixels.samples() > 1 || pixels.photometric().equals("PALETTE COLOR")) {
            double white = pixels.samples() > 1 ? Math.pow(2, pixels.bitsStored()) - 1 : 255;
            return new Rendering(new Rendering.Range(0, white), false, Float.NaN, Float.NaN);
        }
        boolean inverted = pixels.photometric().equals("MONOCHROME1");
        OptionalDouble padding = padding(dataSet, Tags.PIXEL_PADDING_VALUE, pixels);
        if (padding.isEmpty()) {
            return new Rendering(transform(voi, pixels, modality), inverted, Float.NaN, Float.NaN);
        }
        float from = modality.apply(padding.getAsDouble());
        float to = modality.apply(
                padding(dataSet, Tags.PIXEL_PADDING_RANGE_LIMIT, pixels).orElse(padding.getAsDouble()));
        return new Rendering(transform(voi, pixels, modality), inverted, Math.min(from, to), Math.max(from, to));
    }

    private static OptionalDouble padding(DataSet dataSet, int tag, PixelDescription pixels) {
        OptionalDouble value = dataSet.number(tag);
        if (value.isEmpty() || pixels.isReal()) {
            return OptionalDouble.empty();
        }
        // US or SS by Pixel Representation; implicit VR data sets cannot say
        int bits = (int) value.getAsDouble();
        return OptionalDouble.of(pixels.signed() ? (short) bits : bits & 0xFFFF);
    }

    private static Rendering.Transform transform(DataSet voi, PixelDescription pixels, ModalityLut modality) {
        List<DataSet> tables = voi.items(Tags.VOI_LUT_SEQUENCE);
        if (!tables.isEmpty()) {
            boolean signed = pixels.signed() || modality.intercept() < 0;
            LookupTable table = LookupTable.of(tables.get(0), Tags.LUT_DESCRIPTOR, Tags.LUT_DATA, signed);
            float[] entries = new float[table.entries().length];
            for (int i = 0; i < entries.length; i++) {
                entries[i] = table.entries()[i] / (float) table.maximum();
            }
            return new Rendering.Table(new Rendering.DisplayTable(entries), table.first());
        }
        OptionalDouble centre = voi.number(Tags.WINDOW_CENTER);
        OptionalDouble width = voi.number(Tags.WINDOW_WIDTH);
        if (centre.isEmpty()
                || width.isEmpty()
                || !Double.isFinite(centre.getAsDouble())
                || !(width.getAsDouble() > 0 && width.getAsDouble() < Double.POSITIVE_INFINITY)) {
            return ROBUST; // an absent or senseless window says nothing about the image
        }
        return new Rendering.Window(centre.getAsDouble(), width.getAsDouble(), function(voi));
    }

    private static Rendering.Function function(DataSet voi) {
        return switch (voi.text(Tags.VOI_LUT_FUNCTION).orElse("LINEAR").toUpperCase(Locale.ROOT)) {
            case "LINEAR_EXACT" -> Rendering.Function.LINEAR_EXACT;
            case "SIGMOID" -> Rendering.Function.SIGMOID;
            default -> Rendering.Function.LINEAR;
        };
    }
}
