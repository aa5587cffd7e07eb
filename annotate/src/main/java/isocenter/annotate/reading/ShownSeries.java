package isocenter.annotate.reading;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A series as the page shows it. */
record ShownSeries(
        String id,
        String modality,
        @Nullable String bodyPart,
        @Nullable String description,
        @Nullable String laterality,
        List<ShownImage> images) {
    /**
     * One image of it.
     *
     * @param id pseudonymous SOP Instance UID
     * @param number Instance Number (0020,0013)
     * @param view View Position (0018,5101), such as PA or MLO
     * @param laterality L, R, U or B
     */
    record ShownImage(
            String id,
            int frames,
            int rows,
            int columns,
            @Nullable Integer number,
            @Nullable String view,
            @Nullable String laterality) {}
}
