package isocenter.ingest.deidentify;

import isocenter.ingest.deidentify.AttributeTable.Row;
import isocenter.ingest.deidentify.AttributeTypes.Need;
import isocenter.ingest.deidentify.Step.Kind;
import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a profile into steps: the profile's own rules first, then Table E.1-1 with the profile's options and the types of
 * the storage class, then {@link ValueKinds}.
 */
final class ActionPlanner {
    private static final int OVERLAY_DATA = 0x60003000;
    private static final int REPEATING_GROUP = 0xFF00FFFF;
    private static final Set<Integer> CONTENT_SEQUENCES =
            Set.of(Tags.CONTENT_SEQUENCE, 0x00400555 /* Acquisition Context */, 0x00400610 /* Specimen Preparation */);

    private final Set<ConfidentialityOption> options;
    private final Map<Integer, Rule> rules = new HashMap<>();
    private final AttributeTable table;
    private final AttributeTypes types = new AttributeTypes();
    private final ValueKinds kinds = new ValueKinds();

    ActionPlanner(Profile profile, AttributeTable table) {
        this.options = profile.options();
        this.table = table;
        profile.rules().forEach(rule -> rules.put(rule.tag(), rule));
    }

    /** True for a storage class whose attribute types are known. */
    boolean knows(String sopClass) {
        return types.knows(sopClass);
    }

    /** The step of a standard attribute at the root of an object of this class, or in an item. */
    Step step(int tag, String sopClass, boolean root) {
        Vr vr = DataDictionary.vr(tag).orElse(Vr.UN);
        Need need = root ? types.need(sopClass, tag) : Need.UNKNOWN;
        Rule rule = rules.get(tag);
        if (rule != null) {
            return valid(rule.step(vr), need, vr);
        }
        Optional<Row> row = table.row(tag);
        if (row.isPresent()) {
            return valid(listed(row.get(), tag, vr, root, need), need, vr);
        }
        return valid(Step.of(kinds.stated(tag).orElseGet(() -> ValueKinds.byVr(tag, vr, options))), need, vr);
    }

    /** What would leave nothing leaves what the storage class demands: the tag, or a value that says nothing. */
    private static Step valid(Step step, Need need, Vr vr) {
        Kind demanded = switch (need) {
            case PRESENCE -> Kind.EMPTY;
            case VALUE -> isText(vr) ? Kind.DUMMY : Kind.EMPTY;
            default -> Kind.REMOVE;
        };
        Kind kind = step.kind() == Kind.REMOVE || step.kind() == Kind.EMPTY && demanded == Kind.DUMMY
                ? demanded
                : step.kind();
        Kind otherwise = step.otherwise() == Kind.REMOVE || step.otherwise() == Kind.EMPTY && demanded == Kind.DUMMY
                ? demanded
                : step.otherwise();
        return new Step(kind == Kind.REMOVE ? step.kind() : kind, otherwise, step.value());
    }

    private static boolean isText(Vr vr) {
        return vr.usesCharacterSet() || vr == Vr.AE;
    }

    private Step listed(Row row, int tag, Vr vr, boolean root, Need need) {
        Kind basic = basic(row.basic(), need, vr);
        if (tag == Tags.PATIENT_NAME || tag == Tags.PATIENT_ID) {
            return root ? Step.of(Kind.PATIENT, Kind.DUMMY) : Step.of(basic);
        }
        Optional<String> option = row.optionAction(options);
        if (option.isEmpty()) {
            return Step.of(basic, basic);
        }
        Kind fallback = basic == Kind.EMPTY || basic == Kind.DUMMY ? basic : Kind.REMOVE;
        return Step.of(option.get().equals("K") ? kept(row, tag, vr, root) : cleaned(row, tag, vr), fallback);
    }

    private static Kind kept(Row row, int tag, Vr vr, boolean root) {
        if (tag == Tags.PATIENT_SEX) {
            return Kind.SEX;
        }
        return switch (vr) {
            case AS -> tag == Tags.PATIENT_AGE && root ? Kind.AGE : Kind.REMOVE; // ages over 89 only there
            case SQ -> Kind.ITEMS;
            case CS -> Kind.CODE;
            case DS, IS -> Kind.NUMBER;
            case LO, SH, ST, LT, UC, UT ->
                row.hasOption(ConfidentialityOption.RETAIN_PATIENT_CHARACTERISTICS) ? Kind.DEVICE_TEXT : Kind.KEEP;
            default -> Kind.KEEP;
        };
    }

    private Kind cleaned(Row row, int tag, Vr vr) {
        if ((tag & REPEATING_GROUP) == OVERLAY_DATA) {
            return Kind.OVERLAY;
        }
        if (vr == Vr.SQ) {
            return CONTENT_SEQUENCES.contains(tag) ? Kind.CONTENT_ITEMS : Kind.ITEMS;
        }
        boolean date = row.hasOption(ConfidentialityOption.RETAIN_MODIFIED_DATES)
                && options.contains(ConfidentialityOption.RETAIN_MODIFIED_DATES);
        if (date) {
            return vr == Vr.OB ? Kind.REMOVE : Kind.SHIFT;
        }
        return switch (vr) {
            case LO, SH, ST, LT, UC, UT, AE -> Kind.TEXT;
            case CS -> Kind.CODE;
            default -> Kind.REMOVE; // bulk values cannot be cleaned
        };
    }

    /** The Basic Profile's action once the type is known; unknown types get what keeps any object valid. */
    private static Kind basic(String action, Need need, Vr vr) {
        Kind kind = switch (action) {
            case "X" -> Kind.REMOVE;
            case "Z" -> Kind.EMPTY;
            case "U" -> Kind.UID;
            case "D" -> Kind.DUMMY;
            // an empty sequence in an item is hardly ever allowed
            case "X/Z" -> need == Need.NOTHING || need == Need.UNKNOWN && vr == Vr.SQ ? Kind.REMOVE : Kind.EMPTY;
            case "Z/D" -> need == Need.NOTHING || need == Need.PRESENCE ? Kind.EMPTY : Kind.DUMMY;
            case "X/D" -> need == Need.NOTHING ? Kind.REMOVE : Kind.DUMMY;
            case "X/Z/D", "X/Z/U*" ->
                switch (need) {
                    case NOTHING -> Kind.REMOVE;
                    case PRESENCE -> Kind.EMPTY;
                    default -> Kind.DUMMY;
                };
            default -> throw new IllegalStateException("Table E.1-1 has an unknown action " + action);
        };
        // a sequence that must have items keeps them, each attribute in them treated
        return kind == Kind.DUMMY && vr == Vr.SQ ? Kind.ITEMS : kind;
    }
}
