package isocenter.ingest.dataset;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Counts, from the finished manifest alone, what is in a part and what two parts share. */
final class SplitEvidence {
    private SplitEvidence() {}

    /** Size of each part, empty ones too. */
    static Map<SplitPart, PartCount> parts(List<DatasetMember> members) {
        Map<SplitPart, Set<String>> images = values(members, DatasetMember::instance);
        Map<SplitPart, Set<String>> patients = values(members, DatasetMember::patient);
        Map<SplitPart, PartCount> parts = new EnumMap<>(SplitPart.class);
        for (SplitPart part : SplitPart.values()) {
            parts.put(
                    part,
                    new PartCount(in(images, part).size(), in(patients, part).size()));
        }
        return parts;
    }

    /** Number of patients that each two parts share: all 0 in a sound split. */
    static Map<String, Object> sharedPatients(List<DatasetMember> members) {
        return shared(values(members, DatasetMember::patient));
    }

    /** Number of pictures, equal in every pixel, that each two parts share: a sign of one person under two IDs. */
    static Map<String, Object> sharedPixels(List<DatasetMember> members) {
        return shared(values(members, DatasetMember::pixelSha256));
    }

    private static Map<SplitPart, Set<String>> values(
            List<DatasetMember> members, Function<DatasetMember, String> value) {
        Map<SplitPart, Set<String>> values = new EnumMap<>(SplitPart.class);
        members.forEach(member ->
                values.computeIfAbsent(member.part(), part -> new HashSet<>()).add(value.apply(member)));
        return values;
    }

    private static Set<String> in(Map<SplitPart, Set<String>> values, SplitPart part) {
        return values.getOrDefault(part, Set.of());
    }

    private static Map<String, Object> shared(Map<SplitPart, Set<String>> values) {
        Map<String, Object> shared = new LinkedHashMap<>();
        SplitPart[] parts = SplitPart.values();
        for (int i = 0; i < parts.length; i++) {
            for (int j = i + 1; j < parts.length; j++) {
                Set<String> other = in(values, parts[j]);
                shared.put(
                        parts[i] + "&" + parts[j],
                        in(values, parts[i]).stream().filter(other::contains).count());
            }
        }
        return shared;
    }
}
