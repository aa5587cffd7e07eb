package isocenter.annotate.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

/**
 * Deals the studies of a plan to its readers: to each study the next ones in turn, so that all have as many, to within one.
 * Calibration cases go to every reader, at places that are drawn. A repeat comes after all first readings.
 */
final class Assignment {
    private final WorklistPlan plan;
    private final Map<String, StudyFacts> facts;
    private final Random random;

    Assignment(WorklistPlan plan, Map<String, StudyFacts> facts) {
        this.plan = plan;
        this.facts = facts;
        this.random = new Random(plan.seed());
    }

    List<Reading> readings() {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        plan.readers().forEach(reader -> lists.put(reader, new ArrayList<>()));
        int turn = random.nextInt(plan.readers().size());
        for (String study : plan.studies().keySet()) {
            for (int i = 0; i < plan.readersPerStudy(); i++) {
                list(lists, (turn + i) % plan.readers().size()).add(study);
            }
            turn += plan.readersPerStudy();
        }
        List<Reading> readings = new ArrayList<>();
        lists.forEach((reader, studies) -> {
            for (String known : plan.calibration().keySet()) {
                studies.add(random.nextInt(studies.size() + 1), known);
            }
            long position = 0;
            for (String study : studies) {
                readings.add(reading(reader, Reading.FIRST, ++position, study));
            }
            for (String study : drawn(studies)) {
                readings.add(reading(reader, Reading.REPEAT, ++position, study));
            }
        });
        return readings;
    }

    private List<String> list(Map<String, List<String>> lists, int reader) {
        return Objects.requireNonNull(lists.get(plan.readers().get(reader)));
    }

    private String anyReason(String study) {
        List<String> reasons = List.copyOf(plan.studies().values());
        return reasons.get(Math.floorMod(study.hashCode(), reasons.size()));
    }

    private List<String> drawn(List<String> studies) {
        List<String> shuffled = new ArrayList<>(studies);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, (int) Math.round(plan.repeatShare() * studies.size()));
    }

    /** A repeat and a calibration case look like any other study: the reader is not to know. */
    private Reading reading(String reader, String role, long position, String study) {
        String why = plan.studies().getOrDefault(study, anyReason(study));
        Reading reading = new Reading(
                UUID.randomUUID().toString(),
                plan.name(),
                reader,
                role,
                position,
                why,
                Objects.requireNonNull(facts.get(study)));
        Map<String, LabelValue> truth = plan.calibration().get(study);
        if (truth != null) {
            reading.truth = ContentJson.write(truth);
        }
        return reading;
    }
}
