package isocenter.ingest.deidentify;

import isocenter.ingest.deidentify.Step.Kind;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks one object's data set and the items in it, and gives a new one of what may be kept. */
final class Treatment {
    private final Rules rules;
    private final Subject subject;
    private final ValueTreatment values;
    private final Set<Integer> overlays;

    /**
     * What is the same for all objects under a profile.
     *
     * @param content null where content items are judged like any other
     * @param safePrivate null where all private attributes go
     */
    record Rules(
            ActionPlan plan,
            Pseudonyms pseudonyms,
            TextCleaner cleaner,
            @Nullable ContentItems content,
            @Nullable SafePrivateAttributes safePrivate) {}

    /** @param overlays groups of the overlay planes that stay */
    Treatment(Rules rules, Subject subject, Set<Integer> overlays) {
        this.rules = rules;
        this.subject = subject;
        this.values = new ValueTreatment(rules.pseudonyms(), rules.cleaner(), subject);
        this.overlays = overlays;
    }

    DataSet treat(DataSet source, ActionPlan.Steps steps) {
        DataSet kept = new DataSet();
        PrivateBlocks blocks = rules.safePrivate() == null ? null : new PrivateBlocks(source, rules.safePrivate());
        for (Element element : source) {
            Element treated;
            if (Tags.isPrivate(element.tag())) {
                treated = blocks == null ? null : privateElement(source, element, blocks);
            } else {
                treated = treat(source, element, steps.step(element.tag()), steps.isRoot());
            }
            if (treated != null) {
                kept.put(treated);
            }
        }
        if (blocks != null) {
            blocks.creators().forEach(kept::put);
        }
        return kept;
    }

    private @Nullable Element treat(DataSet source, Element element, Step step, boolean root) {
        int tag = element.tag();
        if (isOverlay(tag) && (!root || !overlays.contains(tag >>> 16))) {
            return null;
        }
        Vr defined = DataDictionary.vr(tag).orElse(element.vr());
        Element treated = step.kind().isSequence() || element.isSequence()
                ? sequence(source, element, step.kind())
                : values.treat(source, element, defined, step);
        if (treated != null) {
            return treated;
        }
        return switch (step.otherwise()) {
            case EMPTY -> defined == Vr.SQ ? Element.sequence(tag, List.of()) : Element.text(tag, defined);
            case DUMMY -> DummyValue.of(tag, defined);
            default -> null;
        };
    }

    /** Null where the sequence goes, or where it is none although it should be one. */
    private @Nullable Element sequence(DataSet source, Element element, Kind kind) {
        boolean stays = kind.isSequence() || kind == Kind.KEEP;
        if (!stays || !element.isSequence()) {
            return null;
        }
        List<DataSet> items = element.items();
        if (kind == Kind.CONTENT_ITEMS && rules.content() != null) {
            items = rules.content().without(items);
        }
        // an emptied item stays: in functional groups its place tells the frame
        List<DataSet> treated =
                items.stream().map(item -> treat(item, rules.plan().items())).toList();
        boolean lost = treated.stream().allMatch(DataSet::isEmpty)
                && element.items().stream().anyMatch(item -> !item.isEmpty());
        return lost ? null : Element.sequence(element.tag(), treated);
    }

    private @Nullable Element privateElement(DataSet source, Element element, PrivateBlocks blocks) {
        Vr vr = blocks.safeVr(element.tag());
        if (vr == null) {
            return null;
        }
        if (vr == Vr.SQ) {
            return blocks.used(sequence(source, element, Kind.ITEMS));
        }
        Kind kind = switch (vr) {
            case LO, SH, ST, LT, UC, UT -> Kind.DEVICE_TEXT;
            case OB, OW, OF, OD, OL, OV -> Kind.KEEP;
            default -> ValueKinds.byVr(element.tag(), vr, Set.of(ConfidentialityOption.RETAIN_MODIFIED_DATES));
        };
        Element known = element.vr() == Vr.UN && !element.isSequence() ? element.as(vr) : element;
        return known.isSequence() ? null : blocks.used(values.treat(source, known, vr, Step.of(kind)));
    }

    private static boolean isOverlay(int tag) {
        return tag >>> 24 == 0x60;
    }
}
