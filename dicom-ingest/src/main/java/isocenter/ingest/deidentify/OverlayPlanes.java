package isocenter.ingest.deidentify;

import isocenter.ingest.burnedin.TextSearch;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * Which overlay planes (PS3.3 C.9.2) stay under the Clean Graphics option: regions of interest in whose bits no line of
 * letters is found. Graphics go, because what is drawn by hand may be writing.
 */
final class OverlayPlanes {
    private static final int GROUPS = 16;
    private static final int FIRST = 0x60000000;
    private static final int ROWS = 0x0010;
    private static final int COLUMNS = 0x0011;
    private static final int FRAMES = 0x0015;
    private static final int TYPE = 0x0040;
    private static final int DATA = 0x3000;
    private static final int MOST_PIXELS = 1 << 26;

    private OverlayPlanes() {}

    static Set<Integer> kept(DataSet source) {
        Set<Integer> groups = new HashSet<>();
        for (int i = 0; i < GROUPS; i++) {
            int base = FIRST + (i << 17);
            if (source.contains(base + DATA)
                    && source.text(base + TYPE).orElse("").equals("R")
                    && isWithoutText(source, base)) {
                groups.add(base >>> 16);
            }
        }
        return groups;
    }

    private static boolean isWithoutText(DataSet source, int base) {
        int rows = source.integer(base + ROWS).orElse(0);
        int columns = source.integer(base + COLUMNS).orElse(0);
        int frames = source.integer(base + FRAMES).orElse(1);
        ByteBuffer bits = source.get(base + DATA).map(Element::bytes).orElseThrow();
        long pixels = (long) rows * columns;
        if (rows < 1 || columns < 1 || frames != 1 || pixels > MOST_PIXELS || bits.remaining() * 8L < pixels) {
            return false;
        }
        int[] values = new int[(int) pixels];
        for (int i = 0; i < values.length; i++) {
            values[i] = (bits.get(bits.position() + (i >>> 3)) >>> (i & 7) & 1) * 255;
        }
        return TextSearch.linesIn(values, rows, columns).isEmpty();
    }
}
