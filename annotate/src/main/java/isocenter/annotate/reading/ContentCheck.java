package isocenter.annotate.reading;

import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.ShownSeries.ShownImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a content fits the label set and the images that it is of. */
final class ContentCheck {
    private static final int MOST_MARKS = 1000;
    private static final int MOST_POINTS = 10_000;

    private final LabelSet labels;
    private final List<ShownSeries> study;
    private final Map<String, ShownImage> images = new HashMap<>();

    ContentCheck(LabelSet labels, List<ShownSeries> study) {
        this.labels = labels;
        this.study = study;
        study.forEach(series -> series.images().forEach(image -> images.put(image.id(), image)));
    }

    /** @throws ReadingRefused when something is said of what is not there, twice, or in a shape that does not fit */
    void requireValid(ReadingContent content) {
        List<FindingLabel> seen = new ArrayList<>();
        for (FindingLabel label : content.labels()) {
            requireTarget(label);
            if (seen.stream().anyMatch(label::sameTarget)) {
                throw ReadingRefused.invalid("A finding has two values at the same place.", "labels");
            }
            seen.add(label);
        }
        if (content.marks().size() > MOST_MARKS) {
            throw ReadingRefused.invalid("A reading has " + MOST_MARKS + " marks at most.", "marks");
        }
        Set<String> ids = new HashSet<>();
        for (Mark mark : content.marks()) {
            if (!mark.id().matches("[A-Za-z0-9-]{1,64}") || !ids.add(mark.id())) {
                throw ReadingRefused.invalid("Every mark needs an id of its own.", "marks");
            }
            requireMark(mark);
        }
        if (!content.remark().isEmpty() && !labels.remarks()) {
            throw ReadingRefused.invalid("This label set has no remarks.", "remark");
        }
        RemarkCheck.check(content.remark());
    }

    /** @throws ReadingRefused when a required finding has no value, or two are present that exclude each other */
    void requireComplete(ReadingContent content) {
        List<String> missing = labels.findings().stream()
                .filter(Finding::required)
                .filter(finding -> answers(content, finding) < targets(finding.level()))
                .map(Finding::id)
                .toList();
        if (!missing.isEmpty()) {
            throw ReadingRefused.incomplete(missing);
        }
        requireConsistent(content);
    }

    /** @throws ReadingRefused when two findings are present that exclude each other */
    void requireConsistent(ReadingContent content) {
        List<FindingLabel> present = content.labels().stream()
                .filter(label -> label.value() == LabelValue.PRESENT)
                .toList();
        for (int i = 0; i < present.size(); i++) {
            for (FindingLabel other : present.subList(0, i)) {
                Finding one = known(present.get(i).finding(), "labels");
                Finding two = known(other.finding(), "labels");
                boolean together = one.level() != two.level() || present.get(i).sameScope(other);
                if (together && labels.exclusive(one, two)) {
                    throw ReadingRefused.invalid(
                            two.title() + " and " + one.title() + " cannot both be present.", "labels");
                }
            }
        }
    }

    private static long answers(ReadingContent content, Finding finding) {
        return content.labels().stream()
                .filter(label -> label.finding().equals(finding.id()))
                .count();
    }

    private long targets(Level level) {
        if (level == Level.STUDY) {
            return 1;
        }
        if (level == Level.SERIES) {
            return study.size();
        }
        return level == Level.IMAGE
                ? images.size()
                : images.values().stream().mapToLong(ShownImage::frames).sum();
    }

    private Finding known(String finding, String where) {
        return labels.finding(finding)
                .orElseThrow(() -> ReadingRefused.invalid("The label set has no such finding.", where));
    }

    private void requireTarget(FindingLabel label) {
        Level level = known(label.finding(), "labels").level();
        boolean series = level == Level.SERIES;
        boolean image = level == Level.IMAGE || level == Level.FRAME;
        boolean fits = (label.series() != null) == series
                && (label.instance() != null) == image
                && (label.frame() != null) == (level == Level.FRAME)
                && (!series || study.stream().anyMatch(one -> one.id().equals(label.series())))
                && (!image || hasFrame(label.instance(), Objects.requireNonNullElse(label.frame(), 1)));
        if (!fits) {
            throw ReadingRefused.invalid(
                    "The finding is of the level " + level.word() + ", and must name exactly one of this study.",
                    "labels");
        }
    }

    private boolean hasFrame(@Nullable String instance, int frame) {
        ShownImage image = instance == null ? null : images.get(instance);
        return image != null && frame >= 1 && frame <= image.frames();
    }

    private void requireMark(Mark mark) {
        Finding finding = known(mark.finding(), "marks");
        ShownImage image = images.get(mark.instance());
        if (image == null || mark.frame() < 1 || mark.frame() > image.frames()) {
            throw ReadingRefused.invalid("A mark is on an image or frame that this study does not have.", "marks");
        }
        if (!finding.marks().contains(mark.shape())) {
            throw ReadingRefused.invalid(
                    finding.title() + " cannot be marked by a " + mark.shape().word() + ".", "marks");
        }
        MaskRuns mask = mark.mask();
        if (mark.shape() == Shape.MASK) {
            if (mask == null || mask.rows() != image.rows() || mask.columns() != image.columns() || !mask.isWhole()) {
                throw ReadingRefused.invalid(
                        "A mask must cover its image exactly: " + image.rows() + " rows of " + image.columns()
                                + " pixels.",
                        "marks");
            }
        } else if (mask != null) {
            throw ReadingRefused.invalid("Only a mark of the shape mask has a mask.", "marks");
        }
        requirePoints(mark, image);
    }

    private static void requirePoints(Mark mark, ShownImage image) {
        int count = mark.points().size();
        boolean number = switch (mark.shape()) {
            case BOX, LENGTH -> count == 2;
            case POLYGON -> count >= 3 && count <= MOST_POINTS;
            case MASK -> count == 0;
        };
        boolean inside = mark.points().stream()
                .allMatch(point -> point.size() == 2
                        && within(point.get(0), image.columns())
                        && within(point.get(1), image.rows()));
        if (!number || !inside) {
            throw ReadingRefused.invalid(
                    "A mark's points must be on its image: two of a box or length, three or more of a polygon.",
                    "marks");
        }
        if (mark.shape() == Shape.BOX
                && !(mark.points().get(0).get(0) < mark.points().get(1).get(0)
                        && mark.points().get(0).get(1) < mark.points().get(1).get(1))) {
            throw ReadingRefused.invalid("A box needs its upper left corner first, and some extent.", "marks");
        }
    }

    private static boolean within(double coordinate, int size) {
        return coordinate >= 0 && coordinate <= size;
    }
}
