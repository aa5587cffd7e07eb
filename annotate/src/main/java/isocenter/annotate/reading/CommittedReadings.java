package isocenter.annotate.reading;

import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.labelset.LabelSets;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.archive.Instances;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Readings that leave or arrive as a whole. */
@ApplicationScoped
public class CommittedReadings {
    private final ReadingRepository repository;
    private final WorklistRepository worklists;
    private final LabelSets labelSets;
    private final StudyImages images;
    private final Instances instances;
    private final Adjudication adjudication;
    private final Ledger ledger;
    private final Instance<Readers> readers;

    CommittedReadings(
            ReadingRepository repository,
            WorklistRepository worklists,
            LabelSets labelSets,
            StudyImages images,
            Instances instances,
            Adjudication adjudication,
            Ledger ledger,
            Instance<Readers> readers) {
        this.repository = repository;
        this.worklists = worklists;
        this.labelSets = labelSets;
        this.images = images;
        this.instances = instances;
        this.adjudication = adjudication;
        this.ledger = ledger;
        this.readers = readers;
    }

    /** Every committed reading of a worklist in its newest version, by position, reader and role. */
    @Transactional
    public List<CommittedReading> of(Worklist worklist) {
        Map<String, ReadingVersion> newest = new HashMap<>();
        repository.versionsOfWorklist(worklist.name).forEach(version -> newest.put(version.reading, version));
        return repository.ofWorklist(worklist.name).stream()
                .filter(reading -> reading.state.equals(Reading.COMMITTED))
                .map(reading -> committed(reading, Objects.requireNonNull(newest.get(reading.id))))
                .toList();
    }

    /**
     * What arrived.
     *
     * @param remarkLeftOut whether the remark was not taken, since it may identify somebody or the label set has none
     */
    public record Added(CommittedReading reading, boolean remarkLeftOut) {}

    /**
     * Commits what somebody has read elsewhere as version 1 of the reader's first reading of a study of the worklist. The
     * reader may be assigned to it, if nothing has been said yet, or not.
     *
     * @param incomplete whether required findings may be without a value
     * @param origin what it was made of, for the ledger: hashes and counts
     * @throws ReadingRefused when the content does not fit label set and images, something required is missing, the study is
     *     not on the worklist, or the reader has begun or ended it
     * @throws IllegalArgumentException when nobody of this name may read
     */
    @Transactional
    public Added add(
            Worklist worklist,
            String study,
            String reader,
            ReadingContent content,
            boolean incomplete,
            Map<String, Object> origin) {
        if (readers.isResolvable() && !readers.get().mayRead(reader)) {
            throw new IllegalArgumentException(reader
                    + ": no user of the role radiologist; isocenter user create NAME --role radiologist makes one");
        }
        LabelSet labels = labelSets.require(worklist.labelSet).labels();
        boolean remark = labels.remarks()
                && content.remark().length() <= RemarkCheck.MOST
                && RemarkCheck.suspicions(content.remark()).isEmpty();
        ReadingContent kept = remark ? content : new ReadingContent(content.labels(), content.marks(), "");
        ContentCheck check = new ContentCheck(labels, images.shown(instances, study));
        check.requireValid(kept);
        if (incomplete) {
            check.requireConsistent(kept);
        } else {
            check.requireComplete(kept);
        }
        repository.lockStudy(worklist.name, study);
        Reading reading = openFirst(worklist, study, reader);
        ReadingVersion version = new ReadingVersion(reading.id, 1, ContentJson.write(kept), null, null, Instant.now());
        repository.insert(version);
        reading.state = Reading.COMMITTED;
        reading.etag++;
        reading.ended = version.committed;
        repository.update(reading);
        Map<String, Object> detail = new LinkedHashMap<>(origin);
        detail.put("worklist", worklist.name);
        detail.put("reader", reader);
        detail.put("version", 1);
        detail.put("sha256", version.sha256);
        ledger.append(LedgerEntry.of("reading.import", reading.id, detail));
        @Nullable Reading decided = adjudication.whenAllHaveRead(worklist, study);
        if (decided != null) {
            ledger.append(LedgerEntry.of(
                    "reading.adjudicate",
                    decided.id,
                    Map.of("study", study, "worklist", worklist.name, "reader", decided.reader)));
        }
        return new Added(
                committed(reading, version), !remark && !content.remark().isEmpty());
    }

    private Reading openFirst(Worklist worklist, String study, String reader) {
        List<Reading> all = repository.ofStudy(worklist.name, study);
        if (all.isEmpty()) {
            throw ReadingRefused.wrongState("The study is not on the worklist " + worklist.name + ".");
        }
        for (Reading reading : all) {
            if (reading.reader.equals(reader) && reading.role.equals(Reading.FIRST)) {
                if (!reading.state.equals(Reading.OPEN) || reading.etag > 0) {
                    throw ReadingRefused.wrongState("The reader has a reading of this study that is begun or ended.");
                }
                return reading;
            }
        }
        StudyFacts facts = worklists.facts(List.of(study)).get(0);
        Reading added = new Reading(
                UUID.randomUUID().toString(),
                worklist.name,
                reader,
                Reading.FIRST,
                repository.lastPosition(worklist.name, reader) + 1,
                "imported",
                facts);
        repository.insert(added);
        return added;
    }

    private static CommittedReading committed(Reading reading, ReadingVersion version) {
        return new CommittedReading(
                reading.id,
                version.number,
                reading.study,
                reading.reader,
                reading.role,
                version.committed,
                version.read());
    }
}
