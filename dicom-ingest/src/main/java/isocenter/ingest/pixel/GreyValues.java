package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;

/** One channel from a stored frame: modality units of grey frames, luminance of colour frames. */
final class GreyValues {
    private GreyValues() {}

    static float[] of(StoredFrame frame, ModalityLut modality, DataSet dataSet, int bits) {
        return switch (frame.colours()) {
            case GREY -> grey(frame, modality);
            case PALETTE -> palette((StoredFrame.Integers) frame, dataSet);
            case RGB -> rgb((StoredFrame.Integers) frame);
            case YBR_FULL -> firstSample((StoredFrame.Integers) frame); // Y is the luminance
            case YBR_PARTIAL -> partial((StoredFrame.Integers) frame, bits);
        };
    }

    private static float[] grey(StoredFrame frame, ModalityLut modality) {
        float[] values = new float[frame.rows() * frame.columns()];
        if (frame instanceof StoredFrame.Integers integers && !integers.unsigned32() && modality.table() == null) {
            double slope = modality.slope();
            double intercept = modality.intercept();
            int[] stored = integers.values();
            if (modality.isIdentity()) { // most radiographs, and half the time
                for (int i = 0; i < values.length; i++) {
                    values[i] = stored[i];
                }
                return values;
            }
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (stored[i] * slope + intercept);
            }
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = modality.apply(frame.at(i));
        }
        return values;
    }

    /** Luminance of ITU-R BT.601, the one of YBR_FULL. */
    private static float[] rgb(StoredFrame.Integers frame) {
        float[] values = new float[frame.rows() * frame.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.299 * frame.at(3 * i) + 0.587 * frame.at(3 * i + 1) + 0.114 * frame.at(3 * i + 2));
        }
        return values;
    }

    private static float[] firstSample(StoredFrame.Integers frame) {
        float[] values = new float[frame.rows() * frame.columns()];
        for (int i = 0; i < values.length; i++) {
            values[i] = frame.values()[3 * i];
        }
        return values;
    }

    /** Luminance of a video, whose black is 16 and white 235 of 255 (ITU-R BT.601), brought to the full scale. */
    private static float[] partial(StoredFrame.Integers frame, int bits) {
        float black = 16 << bits - 8;
        float white = 235 << bits - 8;
        float full = (1 << bits) - 1;
        float[] values = new float[frame.rows() * frame.columns()];
        for (int i = 0; i < values.length; i++) {
            float value = (frame.values()[3 * i] - black) / (white - black) * full;
            values[i] = Math.min(full, Math.max(0, value));
        }
        return values;
    }

    /** Palette entries have 8 or 16 bits; both come out on the scale of 0 to 255. */
    private static float[] palette(StoredFrame.Integers frame, DataSet dataSet) {
        Palette palette = Palette.of(dataSet);
        LookupTable red = palette.red();
        LookupTable green = palette.green();
        LookupTable blue = palette.blue();
        float[] values = new float[frame.rows() * frame.columns()];
        for (int i = 0; i < values.length; i++) {
            int index = frame.values()[i];
            values[i] = (float) (255
                    * (0.299 * red.at(index) / red.maximum()
                            + 0.587 * green.at(index) / green.maximum()
                            + 0.114 * blue.at(index) / blue.maximum()));
        }
        return values;
    }
}
