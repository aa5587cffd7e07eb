package isocenter.annotate.exchange;

import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.FindingLabel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Labels as FHIR Observations in a bundle of the type collection; only elements that R4 and R5 have alike. The subject is
 * the patient's pseudonym, the study and what of it are named by their pseudonymous UIDs.
 */
final class FhirBundle {
    private static final Map<String, String> SYSTEMS =
            Map.of("SCT", "http://snomed.info/sct", "RADLEX", "http://radlex.org");
    private static final String PRIVATE = "urn:isocenter:finding";
    private static final String PSEUDONYM = "urn:isocenter:pseudonym";
    private static final String CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category";

    private final FindingCodes codes;
    private final List<Map<String, Object>> entries = new ArrayList<>();

    FhirBundle(FindingCodes codes) {
        this.codes = codes;
    }

    void add(SourceStudy study, CommittedReading reading) {
        reading.content().labels().forEach(label -> entries.add(entry(study, reading, label)));
    }

    /** As JSON has it. */
    Map<String, Object> write() {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("resourceType", "Bundle");
        bundle.put("type", "collection");
        bundle.put("entry", entries);
        return bundle;
    }

    private Map<String, Object> entry(SourceStudy study, CommittedReading reading, FindingLabel label) {
        String id = DerivedUid.uuid(
                        "observation",
                        reading.id(),
                        label.finding(),
                        Objects.requireNonNullElse(label.series(), ""),
                        Objects.requireNonNullElse(label.instance(), ""),
                        String.valueOf(label.frame()))
                .toString();
        Map<String, Object> observation = new LinkedHashMap<>();
        observation.put("resourceType", "Observation");
        observation.put("id", id);
        observation.put("meta", Map.of("versionId", Integer.toString(reading.version())));
        observation.put("status", reading.version() > 1 ? "amended" : "final");
        observation.put("category", List.of(Map.of("coding", List.of(Map.of("system", CATEGORY, "code", "imaging")))));
        observation.put("code", concept(codes.concept(label.finding())));
        observation.put(
                "subject",
                Map.of("type", "Patient", "identifier", Map.of("system", PSEUDONYM, "value", study.patient())));
        observation.put("issued", reading.committed().toString());
        observation.put("performer", List.of(Map.of("display", reading.reader())));
        observation.put("valueCodeableConcept", concept(Concepts.of(label.value())));
        List<Map<String, Object>> from = new ArrayList<>();
        from.add(uid(study.uid(), "study", "ImagingStudy"));
        if (label.series() != null) {
            from.add(uid(label.series(), "series", null));
        }
        if (label.instance() != null) {
            from.add(uid(label.instance(), label.frame() == null ? "image" : "frame " + label.frame(), null));
        }
        observation.put("derivedFrom", from);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("fullUrl", "urn:uuid:" + id);
        entry.put("resource", observation);
        return entry;
    }

    private static Map<String, Object> uid(String uid, String what, @Nullable String type) {
        Map<String, Object> reference = new LinkedHashMap<>();
        if (type != null) {
            reference.put("type", type);
        }
        reference.put("identifier", Map.of("system", "urn:dicom:uid", "value", "urn:oid:" + uid));
        reference.put("display", what);
        return reference;
    }

    private static Map<String, Object> concept(Concept concept) {
        List<Map<String, Object>> codings = concept.all().stream()
                .map(code -> Map.<String, Object>of(
                        "system", SYSTEMS.getOrDefault(code.scheme(), PRIVATE),
                        "code", code.value(),
                        "display", code.meaning()))
                .toList();
        return Map.of("coding", codings, "text", concept.meaning());
    }
}
