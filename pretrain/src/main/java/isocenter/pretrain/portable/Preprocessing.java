package isocenter.pretrain.portable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How {@code isocenter.ingest} makes a network's input of a DICOM frame, in words that another program can follow. */
final class Preprocessing {
    /** The {@code PreparedImage.VERSION} that the words describe. */
    static final int VERSION = 1;

    private Preprocessing() {}

    /** @param size side of the square in pixels */
    static Map<String, Object> of(int size) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put("version", VERSION);
        description.put("size", size);
        description.put(
                "steps",
                List.of(
                        "decode one frame; colour becomes luminance",
                        "apply the modality LUT, or rescale slope and intercept",
                        "apply the VOI LUT if the object has one, else its first window (DICOM PS3.3 C.11.2), else a ramp"
                                + " from the 0.5th to the 99.5th percentile of the frame's values without padding; colour"
                                + " takes a ramp from 0 to the samples' largest possible value",
                        "values are now in [0, 1], 0 black, 1 white, values beyond clipped; invert MONOCHROME1; padding"
                                + " becomes 0",
                        "take pixels as square and scale rows and columns by one factor, so that the longer side has "
                                + size + " pixels; each new pixel is the mean of the area that it covers",
                        "centre it in a square of " + size + " pixels; the rest is 0",
                        "round to multiples of 1/65535"));
        return description;
    }
}
