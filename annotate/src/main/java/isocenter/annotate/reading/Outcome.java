package isocenter.annotate.reading;

import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.labelset.Level;
import isocenter.annotate.task.LabelRevision;
import isocenter.annotate.task.LabelTasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What a worklist has come to: the readings that were committed, what they agree on, and labels to train with. */
@ApplicationScoped
public class Outcome {
    private final ReadingRepository repository;
    private final LabelSets labelSets;
    private final LabelTasks tasks;
    private final ImageStudies images;

    Outcome(ReadingRepository repository, LabelSets labelSets, LabelTasks tasks, ImageStudies images) {
        this.repository = repository;
        this.labelSets = labelSets;
        this.tasks = tasks;
        this.images = images;
    }

    /**
     * What was published.
     *
     * @param studies whose readers agree on presence or absence
     * @param uncertain studies on which the consensus is that nobody can tell; they have no label
     * @param undecided studies that are not read by all yet, or on which no more than half agree
     */
    public record Published(LabelRevision revision, int studies, int uncertain, int undecided) {}

    /**
     * Makes the consensus on one finding the newest labels of a task. A finding of studies labels all of their images.
     *
     * @param rule for values that nobody adjudicated
     * @throws IllegalArgumentException when the finding is not of the label set, is of a series or frame, there is nothing
     *     to publish, or too few readers for the rule
     */
    @Transactional
    public Published publish(Worklist worklist, String findingId, String task, ConsensusRule rule) {
        LabelSet labels = labelSets.require(worklist.labelSet()).labels();
        Finding finding = labels.finding(findingId)
                .orElseThrow(() -> new IllegalArgumentException("The label set " + worklist.labelSet()
                        + " has no finding " + findingId + "; it has "
                        + String.join(
                                ", ",
                                labels.findings().stream().map(Finding::id).toList())));
        if (finding.level() != Level.STUDY && finding.level() != Level.IMAGE) {
            throw new IllegalArgumentException("Labels to train with are of studies or images; " + findingId
                    + " is of a " + finding.level().word());
        }
        Map<String, Boolean> values = new TreeMap<>();
        Map<String, List<String>> imagesOf = imagesOf(worklist);
        int agreed = 0;
        int uncertain = 0;
        int undecided = 0;
        for (Map.Entry<String, List<Consensus.Decided>> study :
                decided(worklist, findingId, rule).entrySet()) {
            List<FindingLabel> decided = study.getValue().stream()
                    .map(Consensus.Decided::label)
                    .filter(label -> label.finding().equals(findingId))
                    .toList();
            if (decided.isEmpty()) {
                undecided++;
            } else if (decided.stream().allMatch(label -> label.value() == LabelValue.UNCERTAIN)) {
                uncertain++;
            } else {
                agreed++;
            }
            for (FindingLabel label : decided) {
                if (label.value() != LabelValue.UNCERTAIN) {
                    boolean present = label.value() == LabelValue.PRESENT;
                    List<String> of = label.instance() == null
                            ? imagesOf.getOrDefault(study.getKey(), List.of())
                            : List.of(label.instance());
                    of.forEach(image -> values.put(image, present));
                }
            }
        }
        Map<String, Object> origin = new LinkedHashMap<>();
        origin.put("worklist", worklist.name());
        origin.put("labelSet", worklist.labelSet());
        origin.put("finding", findingId);
        origin.put("consensus", rule.name());
        LabelRevision revision = tasks.publish(task, findingId, "no " + findingId, values, origin);
        return new Published(revision, agreed, uncertain, undecided);
    }

    private Map<String, List<Consensus.Decided>> decided(Worklist worklist, String finding, ConsensusRule rule) {
        return rule == ConsensusRule.DAWID_SKENE ? LikeliestValues.of(studies(worklist), finding) : consensus(worklist);
    }

    /** What each study's readers agree on; empty for studies on which they do not, or that are not all read. */
    @Transactional
    Map<String, List<Consensus.Decided>> consensus(Worklist worklist) {
        Map<String, List<Consensus.Decided>> decided = new LinkedHashMap<>();
        studies(worklist).forEach((study, readings) -> decided.put(study, readings.consensus()));
        return decided;
    }

    private Map<String, StudyReadings> studies(Worklist worklist) {
        Map<String, List<Consensus.Said>> said = new LinkedHashMap<>();
        committed(worklist)
                .forEach((reading, content) -> said.computeIfAbsent(reading.study, any -> new ArrayList<>())
                        .add(new Consensus.Said(reading.reader, reading.role, content)));
        Map<String, Integer> first = new LinkedHashMap<>();
        for (Reading reading : repository.ofWorklist(worklist.name)) {
            boolean counts = reading.role.equals(Reading.FIRST) && !reading.state.equals(Reading.SKIPPED);
            first.merge(reading.study, counts ? 1 : 0, Integer::sum);
        }
        Map<String, StudyReadings> studies = new LinkedHashMap<>();
        first.forEach((study, expected) ->
                studies.put(study, new StudyReadings(said.getOrDefault(study, List.of()), expected)));
        return studies;
    }

    /** Every committed reading with its newest content. */
    @Transactional
    Map<Reading, ReadingContent> committed(Worklist worklist) {
        Map<String, ReadingVersion> newest = new HashMap<>();
        repository.versionsOfWorklist(worklist.name).forEach(version -> newest.put(version.reading, version));
        Map<Reading, ReadingContent> committed = new LinkedHashMap<>();
        for (Reading reading : repository.ofWorklist(worklist.name)) {
            if (reading.state.equals(Reading.COMMITTED)) {
                committed.put(
                        reading, Objects.requireNonNull(newest.get(reading.id)).read());
            }
        }
        return committed;
    }

    private Map<String, List<String>> imagesOf(Worklist worklist) {
        List<String> studies = repository.ofWorklist(worklist.name).stream()
                .map(reading -> reading.study)
                .distinct()
                .toList();
        Map<String, List<String>> found = new HashMap<>();
        for (int from = 0; from < studies.size(); from += WorklistRepository.BATCH) {
            images.within(studies.subList(from, Math.min(studies.size(), from + WorklistRepository.BATCH)))
                    .forEach(row -> found.computeIfAbsent(row.study(), any -> new ArrayList<>())
                            .add(row.image()));
        }
        return found;
    }
}
