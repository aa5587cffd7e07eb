package isocenter.deploy.cli;

import isocenter.ingest.dimse.StudyOutcome;
import isocenter.ingest.dimse.StudyOutcome.Absent;
import isocenter.ingest.dimse.StudyOutcome.Incomplete;
import isocenter.ingest.dimse.StudyOutcome.Pulled;
import isocenter.ingest.dimse.StudyOutcome.Unchanged;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a pull brought, study by study, under the catalogue's pseudonyms. */
final class PulledTable {
    private final List<StudyOutcome> outcomes;
    private final double seconds;

    PulledTable(List<StudyOutcome> outcomes, double seconds) {
        this.outcomes = outcomes;
        this.seconds = seconds;
    }

    boolean isComplete() {
        return outcomes.stream().allMatch(outcome -> outcome instanceof Pulled || outcome instanceof Unchanged);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("studies", outcomes.size());
        json.put("pulled", count(Pulled.class));
        json.put("unchanged", count(Unchanged.class));
        json.put("absent", count(Absent.class));
        json.put("incomplete", count(Incomplete.class));
        json.put("objects", objects());
        json.put("refused", refused());
        json.put("seconds", seconds);
        json.put("outcomes", outcomes.stream().map(PulledTable::json).toList());
        return json;
    }

    private static Map<String, Object> json(StudyOutcome outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("study", outcome.study());
        json.put("outcome", outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        if (outcome instanceof Pulled pulled) {
            json.put("objects", pulled.objects());
            json.put("refused", pulled.refused());
        } else if (outcome instanceof Incomplete incomplete) {
            json.put("reason", incomplete.reason());
        }
        return json;
    }

    void print(PrintWriter out) {
        for (StudyOutcome outcome : outcomes) {
            if (outcome instanceof Incomplete incomplete) {
                out.printf("%s  incomplete: %s%n", outcome.study(), incomplete.reason());
            } else if (outcome instanceof Absent) {
                out.printf("%s  not at this node%n", outcome.study());
            }
        }
        out.printf(
                "%d studies: %d pulled (%d objects, %d of them refused), %d unchanged, %d not there, %d incomplete in %.1f s%n",
                outcomes.size(),
                count(Pulled.class),
                objects(),
                refused(),
                count(Unchanged.class),
                count(Absent.class),
                count(Incomplete.class),
                seconds);
    }

    private long count(Class<? extends StudyOutcome> kind) {
        return outcomes.stream().filter(kind::isInstance).count();
    }

    private List<Pulled> pulled() {
        List<Pulled> pulled = new ArrayList<>();
        outcomes.forEach(outcome -> {
            if (outcome instanceof Pulled one) {
                pulled.add(one);
            }
        });
        return pulled;
    }

    private long objects() {
        return pulled().stream().mapToLong(Pulled::objects).sum();
    }

    private long refused() {
        return pulled().stream().mapToLong(Pulled::refused).sum();
    }
}
