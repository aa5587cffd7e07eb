package isocenter.ingest.archive;

import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.archive.Examined.Held;
import isocenter.ingest.archive.Examined.Kept;
import isocenter.ingest.archive.Examined.Known;
import isocenter.ingest.archive.Examined.Passed;
import isocenter.ingest.archive.Examined.Refused;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.archive.IngestOutcome.Conflict;
import isocenter.ingest.archive.IngestOutcome.Duplicate;
import isocenter.ingest.archive.IngestOutcome.Quarantined;
import isocenter.ingest.archive.IngestOutcome.Skipped;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.store.ObjectFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides, file by file, what a batch does: a function of the rows that are there and of what the files turned out to
 * be. Later files of the batch see what was decided for earlier ones.
 */
final class BatchPlan {
    private final BatchRows rows;
    private final Pseudonyms pseudonyms;
    private final String profile;
    private final Instant now;

    final List<IngestOutcome> outcomes = new ArrayList<>();
    final List<ObjectFile> toPlace = new ArrayList<>();
    /** Paths of files that are of no use once the batch is committed. */
    final List<String> toRemove = new ArrayList<>();

    final List<LedgerEntry> events = new ArrayList<>();

    /** @param profile hash of the de-identification rules in force */
    BatchPlan(BatchRows rows, Pseudonyms pseudonyms, String profile, Instant now) {
        this.rows = rows;
        this.pseudonyms = pseudonyms;
        this.profile = profile;
        this.now = now;
    }

    BatchRows rows() {
        return rows;
    }

    /** @param actor whom its events name */
    void add(Examined examined, String actor) {
        int before = events.size();
        outcomes.add(outcomeOf(examined));
        events.subList(before, events.size()).replaceAll(event -> event.by(actor));
    }

    private IngestOutcome outcomeOf(Examined examined) {
        if (examined instanceof Kept kept) {
            return keep(kept);
        }
        if (examined instanceof Refused refused) {
            return refuse(refused, null);
        }
        if (examined instanceof Held held) {
            return hold(held);
        }
        if (examined instanceof Known known) {
            return new Duplicate(known.instance());
        }
        return new Skipped(((Passed) examined).reason());
    }

    private IngestOutcome keep(Kept kept) {
        Instance draft = kept.draft();
        String sha256 = kept.file().sha256();
        Instance present = rows.instances.get(draft.id);
        if (present == null) {
            String contradiction = contradiction(draft);
            return contradiction == null ? accept(kept) : refuse(asRefused(kept, contradiction), null);
        }
        remember(kept);
        if (present.sha256.equals(sha256) || rows.conflicts.get(sha256) != null) {
            return new Duplicate(draft.id);
        }
        return conflict(kept, present);
    }

    private IngestOutcome accept(Kept kept) {
        Instance instance = kept.draft();
        instance.ingestedAt = now;
        addPatient(instance);
        if (rows.studies.get(instance.study) == null) {
            rows.studies.add(kept.drafts().study());
        }
        Series series = rows.series.get(instance.series);
        if (series == null) {
            series = kept.drafts().series();
            rows.series.add(series);
        }
        series.instances++;
        rows.series.change(series);
        rows.instances.add(instance);
        remember(kept);
        toPlace.add(kept.file().kept());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("patient", instance.patient);
        detail.put("pixelSha256", instance.pixelSha256);
        detail.put("sourceSha256", kept.sourceSha256());
        detail.put("transferSyntax", instance.transferSyntax);
        detail.put("profileSha256", profile);
        detail.putAll(kept.remarks());
        List<Artefact> artefacts = new ArrayList<>(List.of(kept.file().kept().artefact()));
        resolveQuarantine(kept, detail, artefacts);
        events.add(new LedgerEntry("ingest.instance", instance.id, detail, artefacts));
        return new Accepted(instance.id, instance.sha256);
    }

    private IngestOutcome conflict(Kept kept, Instance present) {
        Instance other = kept.draft();
        rows.conflicts.add(
                new ConflictingObject(other.sha256, present.id, other.pixelSha256, other.path, other.sizeBytes, now));
        toPlace.add(kept.file().kept());
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("presentSha256", present.sha256);
        detail.put("samePixels", present.pixelSha256.equals(other.pixelSha256));
        detail.put("pixelSha256", other.pixelSha256);
        detail.put("sourceSha256", kept.sourceSha256());
        detail.put("profileSha256", profile);
        List<Artefact> artefacts = new ArrayList<>(List.of(kept.file().kept().artefact()));
        resolveQuarantine(kept, detail, artefacts);
        events.add(new LedgerEntry("ingest.conflict", present.id, detail, artefacts));
        return new Conflict(present.id, other.sha256);
    }

    /** An object that is catalogued already needs nobody to look at it again. */
    private IngestOutcome hold(Held held) {
        Kept kept = held.kept();
        Instance present = rows.instances.get(kept.draft().id);
        if (present != null && present.sha256.equals(kept.file().sha256())) {
            remember(kept);
            return new Duplicate(present.id);
        }
        return refuse(asRefused(kept, held.reason()), kept);
    }

    /** @param kept what is held for a person to look at; null for what cannot be kept at all */
    private IngestOutcome refuse(Refused refused, @Nullable Kept kept) {
        String id = BatchRows.quarantineId(refused, pseudonyms);
        QuarantinedObject present = rows.quarantined.get(id);
        String held = kept == null ? null : kept.file().sha256();
        if (present != null
                && !present.resolved
                && present.reason.equals(refused.reason())
                && Objects.equals(present.heldSha256, held)) {
            return new Quarantined(id, refused.reason());
        }
        QuarantinedObject record = present == null ? newRecord(id, refused) : present;
        List<Artefact> artefacts = new ArrayList<>();
        dropHeld(record, artefacts);
        record.reason = refused.reason();
        record.resolved = false;
        if (kept != null) {
            record.heldSha256 = held;
            record.heldPatient = kept.draft().patient;
            record.heldSite = kept.draft().site;
            toPlace.add(kept.file().held());
            artefacts.add(kept.file().held().artefact());
        }
        rows.quarantined.change(record);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("reason", refused.reason());
        detail.put("sizeBytes", refused.sizeBytes());
        if (refused.sourceSha256() != null) {
            detail.put("sourceSha256", refused.sourceSha256());
        }
        events.add(new LedgerEntry("ingest.quarantine", id, detail, artefacts));
        return new Quarantined(id, refused.reason());
    }

    private QuarantinedObject newRecord(String id, Refused refused) {
        Object fileName = Objects.requireNonNullElse(refused.source().getFileName(), refused.source());
        QuarantinedObject record = new QuarantinedObject(
                id,
                refused.sourceSha256(),
                refused.sizeBytes(),
                pseudonyms.file(fileName.toString()),
                refused.reason(),
                now);
        rows.quarantined.add(record);
        return record;
    }

    private void dropHeld(QuarantinedObject record, List<Artefact> artefacts) {
        if (record.heldSha256 != null) {
            String path = KeptFiles.heldPathOf(record.heldSha256);
            toRemove.add(path);
            artefacts.add(Artefact.removed(path));
            record.heldSha256 = null;
            record.heldSite = null;
        }
    }

    /** A study of two patients, or a series of two studies, would let one person into two parts of a split. */
    private @Nullable String contradiction(Instance draft) {
        Study study = rows.studies.get(draft.study);
        if (study != null && !study.patient.equals(draft.patient)) {
            return "its study is catalogued under another patient; correct the source and ingest again";
        }
        Series series = rows.series.get(draft.series);
        if (series != null && !series.study.equals(draft.study)) {
            return "its series is catalogued under another study; correct the source and ingest again";
        }
        return null;
    }

    private void addPatient(Instance instance) {
        Patient patient = rows.patients.get(instance.patient);
        if (patient == null) {
            rows.patients.add(new Patient(instance.patient, instance.sex));
        } else if (instance.sex != null && !patient.sexContradicted && !instance.sex.equals(patient.sex)) {
            patient.sexContradicted = patient.sex != null;
            patient.sex = patient.sexContradicted ? null : instance.sex;
            rows.patients.change(patient);
        }
    }

    private void remember(Kept kept) {
        if (rows.sources.get(kept.sourceSha256()) == null) {
            rows.sources.add(new SourceFile(kept.sourceSha256(), kept.draft().id));
        }
    }

    private void resolveQuarantine(Kept kept, Map<String, Object> detail, List<Artefact> artefacts) {
        QuarantinedObject record = rows.quarantined.get(BatchRows.quarantineId(kept.sourceSha256(), pseudonyms));
        if (record != null && !record.resolved) {
            record.resolved = true;
            dropHeld(record, artefacts);
            rows.quarantined.change(record);
            detail.put("resolves", record.id);
        }
    }

    private static Refused asRefused(Kept kept, String reason) {
        return new Refused(kept.source(), kept.sourceSha256(), kept.sourceBytes(), reason);
    }
}
