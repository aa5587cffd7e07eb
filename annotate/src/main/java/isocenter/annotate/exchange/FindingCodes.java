package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Code;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The findings of a label set as codes and back. SNOMED CT comes first where a finding has it, since that is what DICOM
 * uses; the finding's own identifier, in the private scheme {@value #PRIVATE}, is always among the codes that mean the same.
 */
final class FindingCodes {
    /** The private coding scheme of identifiers of findings. */
    static final String PRIVATE = "99ISO";

    private final LabelSet labels;

    FindingCodes(LabelSet labels) {
        this.labels = labels;
    }

    LabelSet labels() {
        return labels;
    }

    /** @throws IllegalArgumentException when the label set has no such finding */
    Concept concept(String finding) {
        Finding found = finding(finding);
        List<Concept> codes = new ArrayList<>();
        found.codes().stream()
                .sorted(Comparator.comparing(code -> code.scheme().equals("SCT") ? 0 : 1))
                .forEach(code -> codes.add(concept(code)));
        codes.add(new Concept(PRIVATE, found.id(), shortened(found.title()), List.of()));
        Concept first = codes.get(0);
        return new Concept(first.scheme(), first.value(), first.meaning(), codes.subList(1, codes.size()));
    }

    Finding finding(String id) {
        return labels.finding(id).orElseThrow(() -> new IllegalArgumentException("The label set has no such finding"));
    }

    /**
     * The finding that a concept means: by its identifier, else by the code of exactly one finding.
     *
     * @return empty when no finding has such a code, or several have
     */
    Optional<Finding> match(Concept concept) {
        Optional<Finding> own = concept.all().stream()
                .filter(code -> code.scheme().equals(PRIVATE))
                .flatMap(code -> labels.finding(code.value()).stream())
                .findFirst();
        if (own.isPresent()) {
            return own;
        }
        List<Finding> coded = labels.findings().stream()
                .filter(finding -> finding.codes().stream()
                        .anyMatch(code -> concept.all().stream().anyMatch(concept(code)::is)))
                .toList();
        return coded.size() == 1 ? Optional.of(coded.get(0)) : Optional.empty();
    }

    /** Says what the private scheme is (PS3.3 C.12.1.1.1, Coding Scheme Identification Sequence). */
    static Attributes scheme() {
        return new Attributes()
                .text("CodingSchemeDesignator", PRIVATE)
                .text("CodingSchemeName", "Identifiers of findings in an Isocenter label set")
                .text("CodingSchemeResponsibleOrganization", "Isocenter");
    }

    private static Concept concept(Code code) {
        return new Concept(code.scheme(), code.value(), code.meaning(), List.of());
    }

    static String shortened(String title) {
        return title.length() <= Concept.MEANING ? title : title.substring(0, Concept.MEANING);
    }
}
