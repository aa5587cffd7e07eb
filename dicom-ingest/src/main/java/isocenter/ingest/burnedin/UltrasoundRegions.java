package isocenter.ingest.burnedin;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.ArrayList;
import java.util.List;

/** The calibrated regions of an ultrasound image (PS3.3 C.8.5.5): machines write around them. */
final class UltrasoundRegions {
    private static final int REGIONS = 0x00186011;
    private static final int MIN_X0 = 0x00186018;
    private static final int MIN_Y0 = 0x0018601A;
    private static final int MAX_X1 = 0x0018601C;
    private static final int MAX_Y1 = 0x0018601E;

    private UltrasoundRegions() {}

    static boolean isUltrasound(DataSet object) {
        String sopClass = object.text(Tags.SOP_CLASS_UID).orElse("");
        return sopClass.matches("1\\.2\\.840\\.10008\\.5\\.1\\.4\\.1\\.1\\.(3|3\\.1|6|6\\.1)");
    }

    /** The regions that lie in the image; empty where it states none that makes sense. */
    static List<Region> of(DataSet object) {
        int rows = object.integer(Tags.ROWS).orElse(0);
        int columns = object.integer(Tags.COLUMNS).orElse(0);
        List<Region> regions = new ArrayList<>();
        for (DataSet item : object.items(REGIONS)) {
            int left = item.integer(MIN_X0).orElse(-1);
            int top = item.integer(MIN_Y0).orElse(-1);
            int right = Math.min(item.integer(MAX_X1).orElse(-1), columns - 1);
            int bottom = Math.min(item.integer(MAX_Y1).orElse(-1), rows - 1);
            if (left >= 0 && top >= 0 && right > left && bottom > top) {
                regions.add(new Region(left, top, right - left + 1, bottom - top + 1));
            }
        }
        return regions;
    }
}
