package isocenter.ingest.archive;

import isocenter.audit.ledger.Artefact;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A patient's objects: catalogued, in conflict, held; with the rows by which sources are known again and what quarantine
 * remembers of them. An object in conflict may name another patient than the instance whose UID it has; its own header
 * says whom.
 */
@ApplicationScoped
@Priority(10)
class PatientObjects implements PatientRecords {
    private static final String OWN_CONFLICTS = """
            select sha256, path, pixel_sha256 from conflicting_object
            where instance = any(?) or sha256 = any(?)""";
    private static final String OTHERS_CONFLICTS = """
            select c.sha256, c.path, c.size_bytes, c.instance from conflicting_object c
                join instance i on i.id = c.instance
            where i.patient <> ?""";
    private static final String RECORDS = """
            select id, held_sha256, source_sha256 from quarantined_object
            where held_patient = ? or source_sha256 in (select sha256 from source_file where instance = any(?))""";
    /** The file that an object in conflict came in is known under the instance; only the ledger says which it was. */
    private static final String CONFLICTS_SOURCE = """
            select body::json -> 'detail' ->> 'sourceSha256' from ledger_event
            where subject = ? and action = 'ingest.conflict' and position(? in body) > 0""";
    /** Pixels that another patient's image has too are no trace of this one. */
    private static final String PIXELS = """
            select distinct pixel_sha256 from instance i where patient = ?
                and not exists (select 1 from instance o where o.pixel_sha256 = i.pixel_sha256 and o.patient <> i.patient)
                and not exists (select 1 from conflicting_object c join instance o on o.id = c.instance
                    where c.pixel_sha256 = i.pixel_sha256 and o.patient <> i.patient)""";

    private static final String NAMED = """
            select path from instance where sha256 = any(?) union
            select path from conflicting_object where sha256 = any(?)""";

    private final KeptFiles files;

    PatientObjects(KeptFiles files) {
        this.files = files;
    }

    @Override
    public String place() {
        return "objects";
    }

    @Override
    public void lock(RecordSession session) {
        session.number("select count(*) from (select pg_advisory_xact_lock(?)) held", Catalogue.LOCK);
    }

    @Override
    public void trace(RecordSession session, Traces traces) {
        String patient = traces.patient();
        for (List<@Nullable String> row :
                session.rows("select id, series, study, sha256 from instance where patient = ?", patient)) {
            traces.add(Kind.INSTANCE, text(row, 0));
            traces.add(Kind.SERIES, text(row, 1));
            traces.add(Kind.STUDY, text(row, 2));
            traces.add(Kind.OBJECT, text(row, 3));
        }
        traces.add(Kind.STUDY, session.names("select id from study where patient = ?", patient));
        traces.add(
                Kind.SERIES,
                session.names(
                        "select id from series where study in (select id from study where patient = ?)", patient));
        traces.add(Kind.OTHER, session.names(PIXELS, patient));
        for (List<@Nullable String> row : session.rows(OTHERS_CONFLICTS, patient)) {
            header(text(row, 1), text(row, 0), Long.parseLong(text(row, 2)))
                    .filter(header ->
                            header.text(Tags.PATIENT_ID).filter(patient::equals).isPresent())
                    .ifPresent(header -> {
                        traces.add(Kind.OBJECT, text(row, 0));
                        traces.add(Kind.OTHER, session.names(CONFLICTS_SOURCE, text(row, 3), text(row, 0)));
                        traceUids(session, traces, header);
                    });
        }
        for (List<@Nullable String> row : conflicts(session, traces)) {
            traces.add(Kind.OBJECT, text(row, 0));
        }
        for (List<@Nullable String> row : session.rows(RECORDS, patient, traces.of(Kind.INSTANCE))) {
            traces.add(Kind.OTHER, text(row, 0));
            Optional.ofNullable(row.get(2)).ifPresent(source -> traces.add(Kind.OTHER, source));
            Optional.ofNullable(row.get(1)).ifPresent(held -> {
                traces.add(Kind.OBJECT, held);
                String path = KeptFiles.heldPathOf(held);
                header(path, held, files.size(path)).ifPresent(header -> traceUids(session, traces, header));
            });
        }
        traces.add(
                Kind.OTHER,
                session.names("select sha256 from source_file where instance = any(?)", traces.of(Kind.INSTANCE)));
    }

    /** UIDs that the catalogue has under another patient are that patient's. */
    private static void traceUids(RecordSession session, Traces traces, DataSet header) {
        String patient = traces.patient();
        header.text(Tags.STUDY_INSTANCE_UID)
                .filter(uid -> isNobodyElses(session, "select patient from study where id = ?", uid, patient))
                .ifPresent(uid -> traces.add(Kind.STUDY, uid));
        header.text(Tags.SERIES_INSTANCE_UID)
                .filter(uid -> isNobodyElses(
                        session,
                        "select t.patient from series s join study t on t.id = s.study where s.id = ?",
                        uid,
                        patient))
                .ifPresent(uid -> traces.add(Kind.SERIES, uid));
        header.text(Tags.SOP_INSTANCE_UID)
                .filter(uid -> isNobodyElses(session, "select patient from instance where id = ?", uid, patient))
                .ifPresent(uid -> traces.add(Kind.INSTANCE, uid));
    }

    private static boolean isNobodyElses(RecordSession session, String owner, String uid, String patient) {
        return session.names(owner, uid).stream().allMatch(patient::equals);
    }

    /** What a file that is gone or damaged would have said, its rows say as well. */
    private Optional<DataSet> header(String path, String sha256, long sizeBytes) {
        try {
            return Optional.of(new Part10Parser()
                    .parse(files.file(path, sha256, sizeBytes))
                    .dataSet());
        } catch (UncheckedIOException | DicomFormatException e) {
            return Optional.empty();
        }
    }

    private static List<List<@Nullable String>> conflicts(RecordSession session, Traces traces) {
        return session.rows(OWN_CONFLICTS, traces.of(Kind.INSTANCE), traces.of(Kind.OBJECT));
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from instance where patient = ?", traces.patient())
                + conflicts(session, traces).size()
                + session.rows(RECORDS, traces.patient(), traces.of(Kind.INSTANCE))
                        .size();
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        String patient = traces.patient();
        Set<String> instances = traces.of(Kind.INSTANCE);
        Set<String> paths = new HashSet<>(session.names("select path from instance where patient = ?", patient));
        conflicts(session, traces).forEach(row -> paths.add(text(row, 1)));
        List<List<@Nullable String>> records = session.rows(RECORDS, patient, instances);
        records.stream()
                .flatMap(row -> Stream.ofNullable(row.get(1)))
                .forEach(held -> paths.add(KeptFiles.heldPathOf(held)));

        long rows = session.update(
                "delete from quarantined_object where id = any(?)",
                records.stream().map(row -> text(row, 0)).toList());
        rows += session.update(
                "delete from conflicting_object where instance = any(?) or sha256 = any(?)",
                instances,
                traces.of(Kind.OBJECT));
        session.update(
                "delete from source_file where instance = any(?) or sha256 = any(?)", instances, traces.of(Kind.OTHER));
        rows += session.update("delete from instance where patient = ?", patient);
        session.update("delete from series where study in (select id from study where patient = ?)", patient);
        session.update("delete from study where patient = ?", patient);
        session.update("delete from patient where pseudonym = ?", patient);
        return new Removed(rows, paths.stream().sorted().map(Artefact::removed).toList(), List.copyOf(paths));
    }

    /** Content that somebody has brought in again since belongs to a row, and stays. */
    @Override
    public void settle(RecordSession session, List<String> paths) {
        lock(session);
        List<String> hashes = paths.stream().map(PatientObjects::hash).toList();
        Set<String> orphans = new HashSet<>(paths);
        session.names(NAMED, hashes, hashes).forEach(orphans::remove);
        session.names("select held_sha256 from quarantined_object where held_sha256 = any(?)", hashes)
                .forEach(held -> orphans.remove(KeptFiles.heldPathOf(held)));
        files.removeFiles(orphans);
    }

    private static String hash(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.substring(0, name.length() - ".dcm".length());
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNull(row.get(column));
    }
}
