package isocenter.annotate.exchange;

import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.FindingLabel;
import isocenter.annotate.reading.Mark;
import isocenter.annotate.reading.MaskRuns;
import isocenter.annotate.reading.ReadingContent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A reading that is put together from what others wrote: what fits is taken, the rest is counted. */
final class ReceivedContent {
    private final SourceStudy study;
    private final FindingCodes codes;
    private final UnaryOperator<String> pseudonym;
    private final List<FindingLabel> labels = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Unmatched unmatched = new Unmatched();
    private String remark = "";

    /** @param pseudonym what an original UID is called here */
    ReceivedContent(SourceStudy study, FindingCodes codes, UnaryOperator<String> pseudonym) {
        this.study = study;
        this.codes = codes;
        this.pseudonym = pseudonym;
    }

    Unmatched unmatched() {
        return unmatched;
    }

    ReadingContent content() {
        return new ReadingContent(labels, marks, remark);
    }

    /** Reason → number of what was not taken. */
    Map<String, Integer> counts() {
        return unmatched.counts();
    }

    /** The image, by its original or its pseudonymous UID. */
    Optional<SourceImage> image(String instance) {
        return study.find(instance).or(() -> study.find(pseudonym.apply(instance)));
    }

    /** Whether a concept means a finding of the label set. */
    boolean knows(Concept concept) {
        return codes.match(concept).isPresent();
    }

    /** The finding that is meant; one that is not known is counted. */
    Optional<Finding> finding(Optional<Concept> concept) {
        Optional<Finding> found = concept.flatMap(codes::match);
        if (found.isEmpty()) {
            concept.ifPresentOrElse(unmatched::addFinding, () -> unmatched.add("mark without a finding"));
        }
        return found;
    }

    void remark(String text) {
        if (remark.isEmpty() && codes.labels().remarks()) {
            remark = text;
        } else {
            unmatched.add("comment has no place");
        }
    }

    /** Adds a label; one that says the same again is not added, one that says otherwise is counted. */
    void label(FindingLabel label) {
        Optional<FindingLabel> before = labels.stream()
                .filter(one -> one.finding().equals(label.finding())
                        && Objects.equals(one.series(), label.series())
                        && Objects.equals(one.instance(), label.instance())
                        && Objects.equals(one.frame(), label.frame()))
                .findFirst();
        if (before.isEmpty()) {
            labels.add(label);
        } else if (before.get().value() != label.value()) {
            unmatched.add("finding has two values at one place; the first was taken");
        }
    }

    /**
     * Adds a mark if its finding may be marked so and the frame is there.
     *
     * @param id as it is tracked; one that is taken already is replaced by one derived from it
     */
    void mark(
            String id,
            Finding finding,
            Shape shape,
            SourceImage image,
            int frame,
            List<List<Double>> points,
            @Nullable MaskRuns mask) {
        if (!finding.marks().contains(shape)) {
            unmatched.add("finding " + finding.id() + " cannot be marked by a " + shape.word());
        } else if (frame < 1 || frame > image.frames()) {
            unmatched.add("mark is on a frame that its image does not have");
        } else if (points.stream().anyMatch(point -> isOutside(point, image))) {
            unmatched.add("mark reaches beyond its image");
        } else if (mask != null && (mask.rows() != image.rows() || mask.columns() != image.columns())) {
            unmatched.add("mask has another size than its image");
        } else {
            String unique = id;
            for (int i = 1; !ids.add(unique); i++) {
                unique = DerivedUid.uuid("mark", id, Integer.toString(i)).toString();
            }
            marks.add(new Mark(unique, finding.id(), shape, image.instance(), frame, points, mask));
        }
    }

    private static boolean isOutside(List<Double> point, SourceImage image) {
        return !(point.get(0) >= 0
                && point.get(0) <= image.columns()
                && point.get(1) >= 0
                && point.get(1) <= image.rows());
    }

    /** Adds the masks of a segment. */
    void masks(String id, Finding finding, List<ReceivedMasks.Frame> frames) {
        for (ReceivedMasks.Frame frame : frames) {
            image(frame.instance())
                    .ifPresentOrElse(
                            image -> mark(id, finding, Shape.MASK, image, frame.frame(), List.of(), frame.mask()),
                            () -> unmatched.add("mark is on an image that the study does not have"));
        }
    }
}
