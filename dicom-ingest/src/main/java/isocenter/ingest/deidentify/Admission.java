package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Refuses what is no acquired image, and what holds identifiers where this profile cannot reach them. */
final class Admission {
    private static final String STORAGE = "1.2.840.10008.5.1.4.1.1.";
    private static final String RT_IMAGE = STORAGE + "481.1";

    /** SOP classes by the start of their UID (PS3.4 annex B) → why they are not kept. */
    private static final Map<String, String> NO_IMAGES = noImages();

    private static final List<Integer> PIXELS =
            List.of(Tags.PIXEL_DATA, Tags.FLOAT_PIXEL_DATA, Tags.DOUBLE_FLOAT_PIXEL_DATA);
    private static final int OVERLAY_ROWS = 0x60000010;
    private static final int OVERLAY_DATA = 0x60003000;
    private static final int OVERLAY_GROUPS = 16;

    private Admission() {}

    private static Map<String, String> noImages() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put("104.", "encapsulated document: it may hold identifiers that cannot be removed, so it is not kept");
        reasons.put("88.", "structured report: it is text about the patient and no image, so it is not kept");
        reasons.put("11.", "presentation state: it holds graphics and no image, so it is not kept");
        reasons.put("9.", "waveform: it is no image, so it is not kept");
        reasons.put("30", "parametric map: it is computed from images and none itself, so it is not kept");
        reasons.put("66", "segmentation or registration: it is derived from images and none itself, so it is not kept");
        reasons.put("67", "real world value mapping: it is no image, so it is not kept");
        reasons.put("481.", "radiotherapy object other than an RT image: it is no acquired image, so it is not kept");
        return reasons;
    }

    /** Why an object is not admitted; empty when it is. */
    static Optional<String> refusal(DicomObject object) {
        DataSet dataSet = object.dataSet();
        String sopClass = dataSet.text(Tags.SOP_CLASS_UID).orElse("");
        if (!sopClass.equals(RT_IMAGE)) {
            for (Map.Entry<String, String> kind : NO_IMAGES.entrySet()) {
                if (sopClass.startsWith(STORAGE + kind.getKey())) {
                    return Optional.of(kind.getValue());
                }
            }
        }
        if (PIXELS.stream().noneMatch(dataSet::contains)) {
            return Optional.of("no pixel data: it is no image, so it is not kept");
        }
        if (hasOverlayInPixels(dataSet)) {
            return Optional.of(
                    "overlay in unused bits of the pixel data: it may show identifiers that cannot be removed, so it is not kept");
        }
        return Optional.empty();
    }

    /** Retired, but found: an overlay without data of its own lies in the high bits of Pixel Data (PS3.3 C.9.2, 2004). */
    private static boolean hasOverlayInPixels(DataSet dataSet) {
        for (int group = 0; group < OVERLAY_GROUPS; group++) {
            int offset = group << 17;
            if (dataSet.contains(OVERLAY_ROWS + offset) && !dataSet.contains(OVERLAY_DATA + offset)) {
                return true;
            }
        }
        return false;
    }
}
