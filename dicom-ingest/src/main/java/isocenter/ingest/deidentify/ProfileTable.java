package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a profile does to each attribute, for people who review it. */
public final class ProfileTable {
    /**
     * What happens to one attribute.
     *
     * @param tag as {@code (0008,0020)}, with x for any digit; a VR for what no row lists
     * @param name keyword, or what the row is about
     * @param standard the action of the Basic Profile in Table E.1-1, empty where it does not list the attribute
     * @param action what is done, in the words of the profile
     * @param otherwise what is done where that leaves nothing
     * @param source rule, option, basic, kind or VR: what decided
     */
    public record Line(String tag, String name, String standard, String action, String otherwise, String source) {}

    private ProfileTable() {}

    /**
     * The lines of a profile, by tag; attributes that only their value representation decides are in one line for each.
     *
     * @param sopClass storage class, whose types decide between removing and emptying; empty for any
     */
    public static List<Line> of(Profile profile, String sopClass) {
        AttributeTable table = new AttributeTable();
        ValueKinds kinds = new ValueKinds();
        ActionPlanner planner = new ActionPlanner(profile, table);
        List<Line> lines = new ArrayList<>();
        for (int tag : DataDictionary.tags()) {
            Optional<AttributeTable.Row> row = table.row(tag);
            boolean ruled = profile.rules().stream().anyMatch(rule -> rule.tag() == tag);
            boolean stated = kinds.stated(tag).isPresent();
            if (!Tags.isPrivate(tag) && (row.isPresent() || ruled || stated)) {
                Step step = planner.step(tag, sopClass, true);
                String source = ruled
                        ? "rule"
                        : row.isEmpty()
                                ? "kind"
                                : row.get().optionAction(profile.options()).isPresent() ? "option" : "basic";
                lines.add(new Line(
                        Tags.format(tag),
                        DataDictionary.keyword(tag).orElse(""),
                        row.map(AttributeTable.Row::basic).orElse(""),
                        words(step.kind()),
                        words(step.otherwise()),
                        source));
            }
        }
        lines.sort(Comparator.comparing(Line::tag));
        for (Vr vr : Vr.values()) {
            lines.add(new Line(
                    vr.name(), "any other", "", words(ValueKinds.byVr(0, vr, profile.options())), "remove", "VR"));
        }
        boolean safe = profile.has(ConfidentialityOption.RETAIN_SAFE_PRIVATE);
        lines.add(new Line("private", "private attributes", "X", safe ? "safe private" : "remove", "remove", "option"));
        return lines;
    }

    /** The lines as text in columns. */
    public static String text(List<Line> lines) {
        return lines.stream()
                .map(line -> "%-12s %-52s %-7s %-14s %-8s %s"
                        .formatted(
                                line.tag(),
                                line.name(),
                                line.standard(),
                                line.action(),
                                line.otherwise(),
                                line.source()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String words(Step.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
