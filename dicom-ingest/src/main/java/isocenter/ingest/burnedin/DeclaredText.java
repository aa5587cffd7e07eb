package isocenter.ingest.burnedin;

import isocenter.ingest.burnedin.Inspection.Suspect;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the header of an image says about text in its pixels, and what its kind makes likely. */
public final class DeclaredText {
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
    /** Screen dump, scanned document, drawing, digitised video (PS3.3 C.8.6.1). */
    private static final Set<String> SCREENS = Set.of("WSD", "SD", "DRW", "DV");

    private static final Set<String> SCREEN_WORDS =
            Set.of("SCREEN", "SCREENSHOT", "REPORT", "DOSE", "SUMMARY", "PROTOCOL");

    private DeclaredText() {}

    /** @param masked whether a device mask was made for this kind of image */
    public static Inspection of(DataSet object, BurnedInRules rules, boolean masked) {
        if (masked) {
            return Inspection.CLEAN;
        }
        boolean declared = object.texts(Tags.BURNED_IN_ANNOTATION).stream()
                .anyMatch(value -> !value.isEmpty() && !value.equalsIgnoreCase("NO"));
        if (declared) {
            return suspect("Burned In Annotation is not NO: its pixels may show identifiers");
        }
        if (isSecondaryCapture(object)) {
            return secondaryCapture(object, rules.secondaryCapture());
        }
        if (isScreenSave(object)) {
            return suspect("its Image Type is that of a saved screen, which may show identifiers");
        }
        boolean blind = UltrasoundRegions.isUltrasound(object)
                && UltrasoundRegions.of(object).isEmpty();
        return blind && rules.ultrasoundWithoutRegions() == BurnedInRules.WithoutRegions.HOLD
                ? suspect("ultrasound without calibrated regions: it is likely to show text that names the patient")
                : Inspection.CLEAN;
    }

    private static Inspection secondaryCapture(DataSet object, BurnedInRules.SecondaryCapture rule) {
        boolean screen = SCREENS.contains(object.text(Tags.CONVERSION_TYPE).orElse(""))
                || object.integer(Tags.SAMPLES_PER_PIXEL).orElse(1) > 1
                || isScreenSave(object);
        boolean held =
                rule == BurnedInRules.SecondaryCapture.HOLD || rule == BurnedInRules.SecondaryCapture.SCREENS && screen;
        return held ? suspect("a secondary capture, which may be a screen that shows identifiers") : Inspection.CLEAN;
    }

    private static boolean isSecondaryCapture(DataSet object) {
        String sopClass = object.text(Tags.SOP_CLASS_UID).orElse("");
        return sopClass.equals(SECONDARY_CAPTURE) || sopClass.startsWith(SECONDARY_CAPTURE + ".");
    }

    /** Vendors' third and later values of Image Type: SCREEN SAVE, DOSE REPORT and the like. */
    private static boolean isScreenSave(DataSet object) {
        List<String> values = object.texts(Tags.IMAGE_TYPE);
        return values.size() > 2
                && values.get(1).equalsIgnoreCase("SECONDARY")
                && values.stream()
                        .skip(2)
                        .flatMap(value -> List.of(value.toUpperCase(Locale.ROOT).split("[ _]")).stream())
                        .anyMatch(SCREEN_WORDS::contains);
    }

    private static Suspect suspect(String reason) {
        return new Suspect(reason + "; look at it before it is kept", List.of());
    }
}
