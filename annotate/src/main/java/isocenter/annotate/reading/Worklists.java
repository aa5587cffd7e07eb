package isocenter.annotate.reading;

import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSetVersion;
import isocenter.annotate.labelset.LabelSets;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Worklists: who is to read what. */
@ApplicationScoped
public class Worklists {
    private final WorklistRepository worklists;
    private final ReadingRepository readings;
    private final LabelSets labelSets;
    private final Ledger ledger;
    private final Instance<Readers> readers;

    Worklists(
            WorklistRepository worklists,
            ReadingRepository readings,
            LabelSets labelSets,
            Ledger ledger,
            Instance<Readers> readers) {
        this.worklists = worklists;
        this.readings = readings;
        this.labelSets = labelSets;
        this.ledger = ledger;
        this.readers = readers;
    }

    /**
     * Makes a worklist and assigns its studies.
     *
     * @throws IllegalArgumentException when the name is taken, the label set is retired, a study is not kept here, a truth
     *     does not fit the label set, or somebody named cannot read
     */
    @Transactional
    public Worklist create(WorklistPlan plan) {
        LabelSetVersion version = labelSets.require(plan.labelSet());
        if (version.isRetired()) {
            throw new IllegalArgumentException(
                    "The label set " + version.id() + " is retired; name a version that is in use");
        }
        if (worklists.worklist(plan.name()).isPresent()) {
            throw new IllegalArgumentException("There is a worklist " + plan.name() + " already; give another name");
        }
        requireTruthsFit(plan, version.labels());
        requireReaders(plan);
        Map<String, StudyFacts> facts = facts(plan);
        Worklist worklist = new Worklist(plan, version.id(), Instant.now());
        worklists.insert(worklist);
        List<Reading> assigned = new Assignment(plan, facts).readings();
        readings.insert(assigned);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("labelSet", version.id());
        detail.put("studies", plan.studies().size());
        detail.put("calibration", plan.calibration().size());
        detail.put("readings", assigned.size());
        detail.put("readers", plan.readers());
        detail.put("seed", plan.seed());
        ledger.append(LedgerEntry.of("worklist.create", plan.name(), detail));
        return worklist;
    }

    /** @throws IllegalArgumentException when there is none of this name; the message names those there are */
    @Transactional
    public Worklist require(String name) {
        return worklists
                .worklist(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no worklist " + name
                        + "; there are "
                        + String.join(", ", all().stream().map(Worklist::name).toList())));
    }

    /** The worklist of this name, if there is one. */
    @Transactional
    public Optional<Worklist> find(String name) {
        return worklists.worklist(name);
    }

    /** All, newest first. */
    @Transactional
    public List<Worklist> all() {
        return worklists.all();
    }

    /** How far each reader of a worklist has come. */
    @Transactional
    public List<ReadingCount> progress(Worklist worklist) {
        return worklists.counts(worklist.name());
    }

    /** How far a reader has come in all of their worklists. */
    @Transactional
    List<ReadingCount> progressOf(String reader) {
        return worklists.countsOf(reader);
    }

    private Map<String, StudyFacts> facts(WorklistPlan plan) {
        Map<String, StudyFacts> found = new HashMap<>();
        List<String> wanted = new ArrayList<>(plan.studies().keySet());
        wanted.addAll(plan.calibration().keySet());
        for (int from = 0; from < wanted.size(); from += WorklistRepository.BATCH) {
            worklists
                    .facts(wanted.subList(from, Math.min(wanted.size(), from + WorklistRepository.BATCH)))
                    .forEach(study -> found.put(study.study(), study));
        }
        long missing =
                wanted.stream().filter(study -> !found.containsKey(study)).count();
        if (missing > 0) {
            throw new IllegalArgumentException(missing + " of " + wanted.size()
                    + " studies are not kept here; ingest them first, or leave them out");
        }
        return found;
    }

    private void requireReaders(WorklistPlan plan) {
        if (readers.isUnsatisfied()) {
            return;
        }
        List<String> named = new ArrayList<>(plan.readers());
        if (plan.adjudicator() != null) {
            named.add(plan.adjudicator());
        }
        List<String> unfit =
                named.stream().filter(name -> !readers.get().mayRead(name)).toList();
        if (!unfit.isEmpty()) {
            throw new IllegalArgumentException(String.join(", ", unfit)
                    + ": no user of the role radiologist; isocenter user create NAME --role radiologist makes one");
        }
    }

    private static void requireTruthsFit(WorklistPlan plan, LabelSet labels) {
        plan.calibration().values().stream()
                .map(Map::keySet)
                .flatMap(Collection::stream)
                .filter(finding -> labels.finding(finding).isEmpty())
                .findFirst()
                .ifPresent(finding -> {
                    throw new IllegalArgumentException(
                            "The label set " + labels.name() + " has no finding " + finding + " to calibrate by");
                });
    }
}
