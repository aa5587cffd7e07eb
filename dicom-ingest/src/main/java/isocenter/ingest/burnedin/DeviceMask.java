package isocenter.ingest.burnedin;

import com.fasterxml.jackson.annotation.JsonInclude;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a device writes text into its images. Every condition that is given must hold; texts are compared without regard
 * to case and surrounding blanks.
 *
 * @param sopClass SOP Class UID
 * @param manufacturer Manufacturer begins with it
 * @param model Manufacturer's Model Name begins with it
 * @param regions rectangles that are blanked in every frame
 * @param why the reason, for those who review the profile
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceMask(
        @Nullable String sopClass,
        @Nullable String modality,
        @Nullable String manufacturer,
        @Nullable String model,
        @Nullable Integer rows,
        @Nullable Integer columns,
        List<Region> regions,
        @Nullable String why) {
    public DeviceMask {
        if (regions == null || regions.isEmpty()) {
            throw new IllegalArgumentException("regions must name at least one rectangle");
        }
        if (Stream.of(sopClass, modality, manufacturer, model).allMatch(condition -> condition == null)) {
            throw new IllegalArgumentException(
                    "a mask must name sopClass, modality, manufacturer or model, or it would hide a part of every image");
        }
        regions = List.copyOf(regions);
    }

    boolean matches(DataSet object) {
        return is(object, Tags.SOP_CLASS_UID, sopClass)
                && is(object, Tags.MODALITY, modality)
                && begins(object, Tags.MANUFACTURER, manufacturer)
                && begins(object, Tags.MANUFACTURER_MODEL_NAME, model)
                && (rows == null || object.integer(Tags.ROWS).orElse(-1) == rows)
                && (columns == null || object.integer(Tags.COLUMNS).orElse(-1) == columns);
    }

    private static boolean is(DataSet object, int tag, @Nullable String wanted) {
        return wanted == null || text(object, tag).equals(folded(wanted));
    }

    private static boolean begins(DataSet object, int tag, @Nullable String wanted) {
        return wanted == null || text(object, tag).startsWith(folded(wanted));
    }

    private static String text(DataSet object, int tag) {
        return folded(object.text(tag).orElse(""));
    }

    private static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
