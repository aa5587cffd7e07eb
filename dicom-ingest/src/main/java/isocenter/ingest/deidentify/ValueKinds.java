package isocenter.ingest.deidentify;

import isocenter.ingest.deidentify.Step.Kind;
import isocenter.ingest.dicom.Vr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Table E.1-1 does not list is judged by the table {@code value-kinds.tsv}, and else by its value representation. */
final class ValueKinds {
    static final String RESOURCE = "value-kinds.tsv";
    private static final int PIXEL_GROUP = 0x0028;

    private record Pattern(int mask, int bits, Kind kind) {}

    private final Map<Integer, Kind> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();

    ValueKinds() {
        for (String[] row : TableFile.of(RESOURCE).rows()) {
            Kind kind = switch (row[1]) {
                case "device" -> Kind.DEVICE_TEXT;
                default -> Kind.valueOf(row[1].toUpperCase(Locale.ROOT).replace('-', '_'));
            };
            int bits = (int) Long.parseLong(row[0].replace('x', '0'), 16);
            if (row[0].indexOf('x') < 0) {
                exact.put(bits, kind);
            } else {
                String mask = row[0].replaceAll("[0-9A-F]", "F").replace('x', '0');
                patterns.add(new Pattern((int) Long.parseLong(mask, 16), bits, kind));
            }
        }
    }

    /** The kind that a line of the table gives to a tag. */
    Optional<Kind> stated(int tag) {
        Kind kind = exact.get(tag);
        if (kind != null) {
            return Optional.of(kind);
        }
        return patterns.stream()
                .filter(pattern -> (tag & pattern.mask()) == pattern.bits())
                .map(Pattern::kind)
                .findFirst();
    }

    /** The kind that follows from the value representation alone. */
    static Kind byVr(int tag, Vr vr, Set<ConfidentialityOption> options) {
        return switch (vr) {
            case UI -> options.contains(ConfidentialityOption.RETAIN_UIDS) ? Kind.KEEP : Kind.UID;
            case CS -> Kind.CODE;
            // the decoder refuses what is malformed here; losing it would change a picture in silence
            case DS, IS -> tag >>> 16 == PIXEL_GROUP ? Kind.KEEP : Kind.NUMBER;
            case US, SS, UL, SL, UV, SV, FL, FD, AT -> Kind.KEEP;
            case DA, TM, DT -> options.contains(ConfidentialityOption.RETAIN_MODIFIED_DATES) ? Kind.SHIFT : Kind.REMOVE;
            case LO, SH, ST, LT, UC, UT ->
                options.contains(ConfidentialityOption.CLEAN_DESCRIPTORS) ? Kind.TEXT : Kind.REMOVE;
            case SQ -> Kind.ITEMS;
            default -> Kind.REMOVE;
        };
    }
}
