package isocenter.annotate.reading;

import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSets;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.archive.Instances;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A reader's own readings: draft, undo and redo, commit, amendment. Every method refuses a reading of somebody else as if
 * it were not there, and a change that was made on an older state than the newest. Every change is a ledger event.
 */
@ApplicationScoped
class Readings {
    /** Steps that can be undone; older ones stay as they are. */
    private static final int MOST_STEPS = 10_000;

    private static final int MOST_REASON = 500;

    private final ReadingRepository repository;
    private final Worklists worklists;
    private final LabelSets labelSets;
    private final StudyImages images;
    private final Instances instances;
    private final Adjudication adjudication;
    private final SuggestionChoice suggestions;
    private final Ledger ledger;

    Readings(
            ReadingRepository repository,
            Worklists worklists,
            LabelSets labelSets,
            StudyImages images,
            Instances instances,
            Adjudication adjudication,
            SuggestionChoice suggestions,
            Ledger ledger) {
        this.repository = repository;
        this.worklists = worklists;
        this.labelSets = labelSets;
        this.images = images;
        this.instances = instances;
        this.adjudication = adjudication;
        this.suggestions = suggestions;
        this.ledger = ledger;
    }

    /** One page of a reader's list, by position. */
    @Transactional
    List<Reading> page(String reader, String worklist, String state, long after, int limit) {
        return repository.page(reader, worklist, state, after, Limit.of(limit));
    }

    /** Saves what a reader did as a new step; steps that were undone are gone. */
    @Transactional
    DraftState save(String reader, String id, int etag, String json) {
        Reading reading = open(reader, id, etag);
        ReadingContent content = ContentJson.read(json);
        check(reading).requireValid(content);
        if (reading.step >= MOST_STEPS) {
            throw ReadingRefused.wrongState("This reading has " + MOST_STEPS + " steps; commit it.");
        }
        repository.forgetAfter(id, reading.step);
        String canonical = ContentJson.write(content);
        repository.insert(new ReadingStep(id, reading.step + 1, canonical, Instant.now()));
        return moved(reading, reading.step + 1, content);
    }

    /** Goes back one step; the first of them is to nothing said. */
    @Transactional
    DraftState undo(String reader, String id, int etag) {
        return step(reader, id, etag, "There is nothing to undo.", reading -> reading.step - 1);
    }

    /** Goes forward one step that was undone. */
    @Transactional
    DraftState redo(String reader, String id, int etag) {
        return step(reader, id, etag, "There is nothing to redo.", reading -> reading.step + 1);
    }

    /** Signs what is there. The version is 1, and a model's suggestion can be seen from now on. */
    @Transactional
    Committed commit(String reader, String id, int etag) {
        requireOwn(reader, id);
        Reading seen = repository.reading(id).orElseThrow(ReadingRefused::absent);
        repository.lockStudy(seen.worklist, seen.study);
        Reading reading = open(reader, id, etag);
        ReadingContent content = content(reading);
        ContentCheck check = check(reading);
        check.requireValid(content);
        check.requireComplete(content);
        @Nullable Suggestion suggestion = suggestions.of(worklists.require(reading.worklist), reading, labels(reading));
        write(reading, 1, content, null, suggestion);
        reading.state = Reading.COMMITTED;
        end(reading);
        @Nullable Reading decided = adjudication.whenAllHaveRead(worklists.require(reading.worklist), reading.study);
        record("reading.commit", reading, Map.of("version", 1, "sha256", ContentJson.sha256(content)));
        if (decided != null) {
            record("reading.adjudicate", decided, Map.of("study", decided.study));
        }
        return new Committed(1, suggestion, next(reading));
    }

    /** What follows a commit. */
    record Committed(
            int version,
            @Nullable Suggestion suggestion,
            @Nullable String next) {}

    /** Replaces what was committed, with the reason; what was committed before stays on record. */
    @Transactional
    int amend(String reader, String id, String reason, String json) {
        Reading reading = locked(reader, id);
        if (!reading.state.equals(Reading.COMMITTED)) {
            throw ReadingRefused.wrongState("Only a committed reading can be amended.");
        }
        ReadingContent content = ContentJson.read(json);
        ContentCheck check = check(reading);
        check.requireValid(content);
        check.requireComplete(content);
        int version = repository.versions(id).size() + 1;
        write(reading, version, content, reason(reason), null);
        reading.etag++;
        repository.update(reading);
        record("reading.amend", reading, Map.of("version", version, "sha256", ContentJson.sha256(content)));
        return version;
    }

    /** Ends a reading without saying anything, with the reason. */
    @Transactional
    @Nullable
    String skip(String reader, String id, String reason) {
        requireOwn(reader, id);
        Reading seen = repository.reading(id).orElseThrow(ReadingRefused::absent);
        repository.lockStudy(seen.worklist, seen.study);
        Reading reading = locked(reader, id);
        requireOpen(reading);
        reading.skipReason = reason(reason);
        reading.state = Reading.SKIPPED;
        end(reading);
        @Nullable Reading decided = adjudication.whenAllHaveRead(worklists.require(reading.worklist), reading.study);
        record("reading.skip", reading, Map.of("study", reading.study));
        if (decided != null) {
            record("reading.adjudicate", decided, Map.of("study", decided.study));
        }
        return next(reading);
    }

    /** Adds time of work. */
    @Transactional
    void spend(String reader, String id, double seconds) {
        if (!(seconds >= 0 && seconds <= 3600)) {
            throw ReadingRefused.invalid("Seconds must be 0 to 3600.", "seconds");
        }
        Reading reading = locked(reader, id);
        reading.seconds += seconds;
        repository.update(reading);
    }

    /** The reading with everything that its reader may see; opening it is recorded. */
    @Transactional
    OpenedReading open(String reader, String id) {
        Reading reading = locked(reader, id);
        if (reading.opened == null) {
            reading.opened = Instant.now();
            repository.update(reading);
        }
        var version = labelSets.require(worklists.require(reading.worklist).labelSet());
        LabelSet labels = version.labels();
        List<ReadingVersion> versions = repository.versions(id);
        ReadingContent content = versions.isEmpty()
                ? content(reading)
                : versions.get(versions.size() - 1).read();
        var study = images.study(reading.study).orElseThrow(ReadingRefused::absent);
        var first = instances.ofStudy(reading.study).get(0);
        OpenedReading opened = new OpenedReading(
                id,
                reading.worklist,
                reading.state,
                shownRole(reading),
                reading.study,
                first.age,
                first.sex,
                new OpenedReading.Labels(
                        labels.name(), version.number(), labels.title(), labels.remarks(), labels.findings()),
                images.shown(instances, reading.study),
                images.earlier(study.patient, study.id, study.date).stream()
                        .map(prior -> new OpenedReading.Prior(prior.id, prior.date, images.shown(instances, prior.id)))
                        .filter(prior -> !prior.series().isEmpty())
                        .toList(),
                content,
                reading.etag,
                canUndo(reading),
                canRedo(reading),
                reading.role.equals(Reading.ADJUDICATION) ? adjudication.others(reading) : List.of(),
                versions.isEmpty() ? null : SuggestionChoice.shown(versions.get(0)),
                versions.stream()
                        .map(one -> new OpenedReading.Version(one.number, one.committed, one.reason))
                        .toList(),
                next(reading));
        record("reading.open", reading, Map.of("study", reading.study));
        return opened;
    }

    /** How a reading is called to its reader, who is not to know which are repeats. */
    static String shownRole(Reading reading) {
        return reading.role.equals(Reading.ADJUDICATION) ? Reading.ADJUDICATION : Reading.FIRST;
    }

    private DraftState step(String reader, String id, int etag, String nothing, ToIntFunction<Reading> target) {
        Reading reading = open(reader, id, etag);
        int step = target.applyAsInt(reading);
        if (step < 0 || (step > 0 && repository.step(id, step).isEmpty())) {
            throw ReadingRefused.wrongState(nothing);
        }
        return moved(reading, step, content(id, step));
    }

    private DraftState moved(Reading reading, int step, ReadingContent content) {
        reading.step = step;
        reading.etag++;
        repository.update(reading);
        record("reading.draft", reading, Map.of("etag", reading.etag, "sha256", ContentJson.sha256(content)));
        return new DraftState(reading.etag, content, canUndo(reading), canRedo(reading));
    }

    private void write(
            Reading reading, int version, ReadingContent content, @Nullable String reason, @Nullable Suggestion shown) {
        repository.insert(new ReadingVersion(
                reading.id,
                version,
                ContentJson.write(content),
                reason,
                shown == null ? null : ContentJson.write(shown),
                Instant.now()));
    }

    private void end(Reading reading) {
        repository.forgetAfter(reading.id, 0);
        reading.step = 0;
        reading.etag++;
        reading.ended = Instant.now();
        repository.update(reading);
    }

    private void record(String action, Reading reading, Map<String, Object> facts) {
        Map<String, Object> detail = new LinkedHashMap<>(facts);
        detail.put("worklist", reading.worklist);
        detail.put("reader", reading.reader);
        ledger.append(LedgerEntry.of(action, reading.id, detail));
    }

    private void requireOwn(String reader, String id) {
        if (repository.reading(id).filter(row -> row.reader.equals(reader)).isEmpty()) {
            throw ReadingRefused.absent();
        }
    }

    private Reading locked(String reader, String id) {
        return repository.lock(id).filter(row -> row.reader.equals(reader)).orElseThrow(ReadingRefused::absent);
    }

    private Reading open(String reader, String id, int etag) {
        Reading reading = locked(reader, id);
        requireOpen(reading);
        if (reading.etag != etag) {
            throw ReadingRefused.stale(
                    new DraftState(reading.etag, content(reading), canUndo(reading), canRedo(reading)));
        }
        return reading;
    }

    private static void requireOpen(Reading reading) {
        if (!reading.state.equals(Reading.OPEN)) {
            throw ReadingRefused.wrongState(
                    "This reading is " + reading.state + ". A committed one can be amended, with a reason.");
        }
    }

    private static String reason(String reason) {
        String stripped = reason.strip();
        if (stripped.isEmpty() || stripped.length() > MOST_REASON) {
            throw ReadingRefused.invalid("Give a reason, " + MOST_REASON + " characters at most.", "reason");
        }
        RemarkCheck.check(stripped);
        return stripped;
    }

    private ReadingContent content(Reading reading) {
        return content(reading.id, reading.step);
    }

    private ReadingContent content(String id, int step) {
        return step == 0
                ? ReadingContent.EMPTY
                : repository
                        .step(id, step)
                        .map(row -> ContentJson.read(row.content))
                        .orElseThrow();
    }

    private boolean canUndo(Reading reading) {
        return reading.step > 0;
    }

    private boolean canRedo(Reading reading) {
        return repository.step(reading.id, reading.step + 1).isPresent();
    }

    private LabelSet labels(Reading reading) {
        return labelSets.require(worklists.require(reading.worklist).labelSet()).labels();
    }

    private ContentCheck check(Reading reading) {
        return new ContentCheck(labels(reading), images.shown(instances, reading.study));
    }

    /** The next open reading after this one, else the first of those before it. */
    private @Nullable String next(Reading reading) {
        List<Reading> later =
                repository.page(reading.reader, reading.worklist, Reading.OPEN, reading.position, Limit.of(2));
        List<Reading> found = later.isEmpty()
                ? repository.page(reading.reader, reading.worklist, Reading.OPEN, -1, Limit.of(2))
                : later;
        return found.stream()
                .map(row -> row.id)
                .filter(other -> !other.equals(reading.id))
                .findFirst()
                .orElse(null);
    }
}
