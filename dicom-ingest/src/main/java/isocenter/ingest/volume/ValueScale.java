package isocenter.ingest.volume;

/**
 * What the numbers of a block mean: 0 stands for {@code low} and 65535 for {@code high}, in modality units, and linearly
 * between; values beyond are set to the nearer end. So a number {@code v} is {@code low + v / 65535 · (high − low)}.
 */
public record ValueScale(double low, double high) {
    /** CT in Hounsfield units, the same for all: what is below air and above 3071 is metal or no image. */
    static final ValueScale HOUNSFIELD = new ValueScale(-1024, 3071);

    /** As for radiographs without a window: leaves single bright vessels and dead pixels out. */
    private static final double ROBUST = 0.005;

    private static final double MOST = 65535;

    /**
     * The scale of a volume: fixed for CT; from 0 to its highest value for PET and NM, whose numbers are amounts; else
     * between the 0.5 and the 99.5 percentile of all its values.
     */
    static ValueScale of(String modality, ValueRange values) {
        if (modality.equals("CT")) {
            return HOUNSFIELD;
        }
        if (values.isEmpty()) {
            return new ValueScale(0, 1);
        }
        return switch (modality) {
            case "PT", "NM" -> new ValueScale(0, Math.max(values.highest(), Float.MIN_NORMAL));
            default -> new ValueScale(values.quantile(ROBUST), values.quantile(1 - ROBUST));
        };
    }

    /** The value itself, or the nearer end of the scale; NaN gives the low one. */
    double clipped(double value) {
        return value > low ? Math.min(value, high) : low;
    }

    /** The number that stands for a value, 0 to 65535; NaN gives 0. */
    int number(double value) {
        double span = high - low;
        double share = span > 0 ? (value - low) / span : 0;
        return (int) Math.round(Math.min(1, Math.max(0, share)) * MOST);
    }

    /** The value of a share of the scale, 0 to 1. */
    public double value(double share) {
        return low + share * (high - low);
    }
}
