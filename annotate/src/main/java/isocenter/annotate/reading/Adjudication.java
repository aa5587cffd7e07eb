package isocenter.annotate.reading;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A further reading by somebody else where readers disagree. Values are compared finding by finding at each place; not
 * said is taken as absent. Marks are not compared: how well they agree is measured, not decided.
 */
@ApplicationScoped
class Adjudication {
    private final ReadingRepository repository;

    Adjudication(ReadingRepository repository) {
        this.repository = repository;
    }

    /** Assigns the study to the adjudicator when its first readings have all ended and differ; null when that is not so. */
    @Nullable
    Reading whenAllHaveRead(Worklist worklist, String study) {
        List<Reading> all = repository.ofStudy(worklist.name, study);
        List<Reading> first =
                all.stream().filter(row -> row.role.equals(Reading.FIRST)).toList();
        boolean going = first.stream().anyMatch(row -> row.state.equals(Reading.OPEN));
        boolean assigned = all.stream().anyMatch(row -> row.role.equals(Reading.ADJUDICATION));
        if (worklist.adjudicator == null || going || assigned || first.isEmpty() || first.get(0).truth != null) {
            return null;
        }
        List<ReadingContent> said = newestVersions(worklist.name, study);
        if (!differ(said)) {
            return null;
        }
        Reading model = first.get(0);
        Reading further = new Reading(
                UUID.randomUUID().toString(),
                worklist.name,
                worklist.adjudicator,
                Reading.ADJUDICATION,
                repository.lastPosition(worklist.name, worklist.adjudicator) + 1,
                "readers disagree",
                new StudyFacts(study, "", model.modality, model.bodyPart, model.studyDate, model.images));
        repository.insert(further);
        return further;
    }

    /** What the first readers committed, as the adjudicator sees it: newest versions, readers without names. */
    List<OpenedReading.Other> others(Reading reading) {
        List<OpenedReading.Other> others = new ArrayList<>();
        for (ReadingContent content : newestVersions(reading.worklist, reading.study)) {
            others.add(new OpenedReading.Other(Character.toString('A' + others.size()), content));
        }
        return others;
    }

    private List<ReadingContent> newestVersions(String worklist, String study) {
        List<String> first = repository.ofStudy(worklist, study).stream()
                .filter(row -> row.role.equals(Reading.FIRST))
                .map(row -> row.id)
                .toList();
        Map<String, ReadingVersion> newest = new LinkedHashMap<>();
        repository.versionsOfStudy(worklist, study).forEach(version -> {
            if (first.contains(version.reading)) {
                newest.put(version.reading, version);
            }
        });
        return newest.values().stream().map(ReadingVersion::read).toList();
    }

    /** Whether any two say different things of one finding at one place. */
    static boolean differ(List<ReadingContent> said) {
        for (ReadingContent one : said) {
            for (FindingLabel label : one.labels()) {
                for (ReadingContent other : said) {
                    if (valueOf(other, label) != label.value()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static LabelValue valueOf(ReadingContent content, FindingLabel target) {
        return content.labels().stream()
                .filter(target::sameTarget)
                .map(FindingLabel::value)
                .findFirst()
                .orElse(LabelValue.ABSENT);
    }
}
