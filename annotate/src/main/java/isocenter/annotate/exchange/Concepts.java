package isocenter.annotate.exchange;

import isocenter.annotate.reading.LabelValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The concepts of imaging measurement reports (PS3.16 TID 1500 and those it includes). */
final class Concepts {
    static final Concept REPORT = Concept.dcm("126000", "Imaging Measurement Report");
    static final Concept LANGUAGE = Concept.dcm("121049", "Language of Content Item and Descendants");
    static final Concept ENGLISH = new Concept("RFC5646", "en", "English", List.of());
    static final Concept OBSERVER_TYPE = Concept.dcm("121005", "Observer Type");
    static final Concept PERSON = Concept.dcm("121006", "Person");
    static final Concept PERSON_NAME = Concept.dcm("121008", "Person Observer Name");
    static final Concept DEVICE = Concept.dcm("121007", "Device");
    static final Concept DEVICE_UID = Concept.dcm("121012", "Device Observer UID");
    static final Concept DEVICE_NAME = Concept.dcm("121013", "Device Observer Name");
    static final Concept DEVICE_MANUFACTURER = Concept.dcm("121014", "Device Observer Manufacturer");
    static final Concept DEVICE_MODEL = Concept.dcm("121015", "Device Observer Model Name");
    static final Concept PROCEDURE = Concept.dcm("121058", "Procedure reported");
    static final Concept IMAGING = Concept.sct("363679005", "Imaging");
    static final Concept LIBRARY = Concept.dcm("111028", "Image Library");
    static final Concept LIBRARY_GROUP = Concept.dcm("126200", "Image Library Group");
    static final Concept MODALITY = Concept.dcm("121139", "Modality");
    static final Concept MEASUREMENTS = Concept.dcm("126010", "Imaging Measurements");
    static final Concept GROUP = Concept.dcm("125007", "Measurement Group");
    static final Concept EVALUATIONS = new Concept("UMLS", "C0034375", "Qualitative Evaluations", List.of());
    static final Concept TRACKING_ID = Concept.dcm("112039", "Tracking Identifier");
    static final Concept TRACKING_UID = Concept.dcm("112040", "Tracking Unique Identifier");
    static final Concept FINDING = Concept.dcm("121071", "Finding");
    static final Concept REGION = Concept.dcm("111030", "Image Region");
    static final Concept PURPOSE = Concept.dcm("130400", "Geometric purpose of region");
    static final Concept BOUNDED_BY = Concept.sct("75958009", "Bounded by");
    static final Concept OUTLINE = Concept.dcm("111041", "Outline");
    static final Concept SEGMENT = Concept.dcm("121191", "Referenced Segment");
    static final Concept SEGMENT_FRAME = Concept.dcm("121214", "Referenced Segmentation Frame");
    static final Concept SEGMENT_SOURCE = Concept.dcm("121233", "Source image for segmentation");
    static final Concept SOURCE = Concept.dcm("121112", "Source of Measurement");
    static final Concept LENGTH = Concept.sct("410668003", "Length");
    static final Concept MILLIMETRE = new Concept("UCUM", "mm", "millimeter", List.of());
    static final Concept COMMENT = Concept.dcm("121106", "Comment");
    static final Concept SEGMENTATION = Concept.dcm("113076", "Segmentation");
    static final Concept SEGMENTED_IMAGE = Concept.dcm("121322", "Source Image for Image Processing Operation");
    static final Concept ABNORMAL = Concept.sct("49755003", "Morphologically Altered Structure");

    private static final Map<LabelValue, Concept> VALUES = Map.of(
            LabelValue.PRESENT, Concept.sct("52101004", "Present"),
            LabelValue.ABSENT, Concept.sct("2667000", "Absent"),
            LabelValue.UNCERTAIN, Concept.sct("82334004", "Indeterminate"));

    private static final Map<String, String> MODALITIES = Map.ofEntries(
            Map.entry("CR", "Computed Radiography"),
            Map.entry("CT", "Computed Tomography"),
            Map.entry("DX", "Digital Radiography"),
            Map.entry("ES", "Endoscopy"),
            Map.entry("IO", "Intra-oral Radiography"),
            Map.entry("MG", "Mammography"),
            Map.entry("MR", "Magnetic Resonance"),
            Map.entry("NM", "Nuclear Medicine"),
            Map.entry("OCT", "Optical Coherence Tomography"),
            Map.entry("OP", "Ophthalmic Photography"),
            Map.entry("OPT", "Ophthalmic Tomography"),
            Map.entry("PT", "Positron emission tomography"),
            Map.entry("PX", "Panoramic X-Ray"),
            Map.entry("RF", "Radiofluoroscopy"),
            Map.entry("RG", "Radiographic imaging"),
            Map.entry("SM", "Slide Microscopy"),
            Map.entry("US", "Ultrasound"),
            Map.entry("XA", "X-Ray Angiography"),
            Map.entry("XC", "External-camera Photography"));

    private Concepts() {}

    /** What a reader says, as a code. */
    static Concept of(LabelValue value) {
        return Objects.requireNonNull(VALUES.get(value));
    }

    /** What a code says; empty when it is none of present, absent and indeterminate. */
    static Optional<LabelValue> value(Concept concept) {
        return Arrays.stream(LabelValue.values())
                .filter(value -> of(value).is(concept))
                .findFirst();
    }

    /** A modality of CID 29; one that is not in this table has no code here. */
    static Optional<Concept> modality(String modality) {
        return Optional.ofNullable(MODALITIES.get(modality)).map(meaning -> Concept.dcm(modality, meaning));
    }
}
