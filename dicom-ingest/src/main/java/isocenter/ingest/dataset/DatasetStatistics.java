package isocenter.ingest.dataset;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Who is in a dataset, part by part. Images are counted, except in {@code patients}. */
public record DatasetStatistics(DatasetVersion dataset, Map<SplitPart, Part> parts) {
    private static final String UNKNOWN = "unknown";

    /**
     * @param sex images by Patient's Sex; "unknown" where it is not stated
     * @param ageBand images by ten-year band ("40-49"), the last "90+"; "unknown" where the age is not stated
     */
    public record Part(
            int images,
            int patients,
            Map<String, Integer> sex,
            Map<String, Integer> ageBand,
            Map<String, Integer> modality,
            Map<String, Integer> site) {}

    static DatasetStatistics of(DatasetVersion dataset, List<DatasetMember> members) {
        Map<SplitPart, Part> parts = new EnumMap<>(SplitPart.class);
        SplitEvidence.parts(members).forEach((part, count) -> {
            List<DatasetMember> inside =
                    members.stream().filter(member -> member.part() == part).toList();
            parts.put(
                    part,
                    new Part(
                            count.images(),
                            count.patients(),
                            counts(inside, DatasetMember::sex),
                            counts(inside, member -> ageBand(member.age())),
                            counts(inside, DatasetMember::modality),
                            counts(inside, DatasetMember::site)));
        });
        return new DatasetStatistics(dataset, parts);
    }

    private static Map<String, Integer> counts(
            List<DatasetMember> members, Function<DatasetMember, @Nullable String> value) {
        Map<String, Integer> counts = new TreeMap<>();
        for (DatasetMember member : members) {
            String stated = value.apply(member);
            counts.merge(stated == null ? UNKNOWN : stated, 1, Integer::sum);
        }
        return counts;
    }

    private static @Nullable String ageBand(@Nullable Integer age) {
        if (age == null) {
            return null;
        }
        int decade = Math.min(age / 10, 9);
        return decade == 9 ? "90+" : String.format("%02d-%02d", 10 * decade, 10 * decade + 9);
    }
}
