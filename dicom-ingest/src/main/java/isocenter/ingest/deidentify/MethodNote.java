package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a kept object says of its own de-identification (PS3.15 E.1.1 item 6, E.3; PS3.16 context group 7050). */
final class MethodNote {
    private static final int METHOD_CODES = 0x00120064;
    private static final String BASIC_PROFILE = "113100";
    private static final String BASIC_PROFILE_MEANING = "Basic Application Confidentiality Profile";

    /** Where a surface that can be recognised is shown: cross sections that a face can be computed from, photographs. */
    private static final Set<String> VOLUMES = Set.of("CT", "MR", "PT");

    private static final Set<String> PHOTOGRAPHS = Set.of("XC", "GM", "DMS");
    private static final Set<String> FACES = Set.of(
            "HEAD",
            "BRAIN",
            "SKULL",
            "FACE",
            "HEADNECK",
            "ORBIT",
            "EYE",
            "JAW",
            "MAXILLA",
            "NOSE",
            "SINUS",
            "PARANASALSINUS",
            "EAR",
            "TMJ");

    private final Profile profile;
    private final String text;

    MethodNote(Profile profile, String sha256) {
        this.profile = profile;
        String own = profile.rules().isEmpty() ? "" : ", own rules";
        this.text = "Isocenter " + profile.name() + " " + profile.version() + own + " " + sha256.substring(0, 16);
    }

    /** Written into every kept object: profile, version and the first digits of its hash. */
    String text() {
        return text;
    }

    void addTo(DataSet kept, DataSet source) {
        kept.putText(Tags.PATIENT_IDENTITY_REMOVED, "YES");
        kept.putText(Tags.DEIDENTIFICATION_METHOD, text);
        List<DataSet> codes = new ArrayList<>();
        codes.add(code(BASIC_PROFILE, BASIC_PROFILE_MEANING));
        profile.options().forEach(option -> codes.add(code(option.code(), option.meaning())));
        kept.put(Element.sequence(METHOD_CODES, codes));
        boolean dates = profile.has(ConfidentialityOption.RETAIN_MODIFIED_DATES);
        kept.putText(Tags.LONGITUDINAL_TEMPORAL_INFORMATION_MODIFIED, dates ? "MODIFIED" : "REMOVED");
        if (profile.has(ConfidentialityOption.CLEAN_PIXEL_DATA)) {
            // true because what is found to show text is not kept before a person has looked
            kept.put(Element.text(Tags.BURNED_IN_ANNOTATION, Vr.CS, "NO"));
        }
        if (!kept.hasValue(Tags.RECOGNIZABLE_VISUAL_FEATURES) && mayShowFace(source)) {
            kept.put(Element.text(Tags.RECOGNIZABLE_VISUAL_FEATURES, Vr.CS, "YES"));
        }
    }

    private static DataSet code(String value, String meaning) {
        return new DataSet()
                .putText(Tags.CODE_VALUE, value)
                .putText(Tags.CODING_SCHEME_DESIGNATOR, "DCM")
                .putText(Tags.CODE_MEANING, meaning);
    }

    /** Faces are not removed, so a head is said to be recognisable unless the object itself denies it. */
    private static boolean mayShowFace(DataSet source) {
        String modality = source.text(Tags.MODALITY).orElse("");
        String part = source.text(Tags.BODY_PART_EXAMINED).orElse("");
        return FACES.contains(part) && (VOLUMES.contains(modality) || PHOTOGRAPHS.contains(modality));
    }
}
