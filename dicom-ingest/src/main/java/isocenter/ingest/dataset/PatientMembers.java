package isocenter.ingest.dataset;

import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A patient's members of dataset versions. Of each its place and the hash of its line stay, so that the version's root can
 * still be computed; its manifest is written anew, and what was prepared of the version is deleted.
 */
@ApplicationScoped
@Priority(40)
class PatientMembers implements PatientRecords {
    private static final String AT_WORK = """
            select j.id, d from job j, unnest(?::varchar[]) d
            where j.state in ('QUEUED', 'RUNNING') and position('"' || d || '"' in j.parameters) > 0
            order by j.created""";

    private final StoredDatasets stored;
    private final Path home;

    PatientMembers(StoredDatasets stored, IsocenterHome home) {
        this.stored = stored;
        this.home = home.path();
    }

    @Override
    public String place() {
        return "dataset members";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from dataset_member where patient = ?", traces.patient());
    }

    @Override
    public List<String> obstacles(RecordSession session, Traces traces) {
        return atWork(
                session, session.names("select dataset from dataset_patient where patient = ?", traces.patient()));
    }

    private static List<String> atWork(RecordSession session, List<String> affected) {
        return session.rows(AT_WORK, affected).stream()
                .map(row -> "The job " + row.get(0) + " works on the dataset " + row.get(1)
                        + ", which the patient is in. Cancel it (isocenter jobs --cancel ID) or wait for it, and repeat the"
                        + " command.")
                .toList();
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        List<StoredMember> members = stored.ofPatient(traces.patient());
        stored.insertErased(members.stream().map(ErasedMember::of).toList());
        session.update("delete from dataset_member where patient = ?", traces.patient());
        session.update("delete from dataset_patient where patient = ?", traces.patient());
        List<Artefact> artefacts = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        List<String> affected =
                members.stream().map(member -> member.dataset).distinct().toList();
        requireNobodyAtWork(session, affected);
        for (String dataset : affected) {
            String path = Manifest.path(dataset);
            artefacts.add(new Artefact(path, Manifest.sha256(lines(dataset))));
            paths.add(path);
        }
        return new Removed(members.size(), artefacts, paths);
    }

    /** A job may have been queued since the first look: from here to the commit none can be. */
    private static void requireNobodyAtWork(RecordSession session, List<String> affected) {
        session.update("lock table job in share mode");
        List<String> late = atWork(session, affected);
        if (!late.isEmpty()) {
            throw new DatasetException(String.join("\n", late));
        }
    }

    @Override
    public void settle(RecordSession session, List<String> manifests) {
        for (String path : manifests) {
            Optional<StoredDataset> dataset = stored.version(Manifest.dataset(path));
            if (dataset.isPresent()) {
                Manifest.write(lines(dataset.get().id), home.resolve(path));
                CacheFiles.of(home.resolve("cache"), dataset.get().rootSha256).delete();
            }
        }
    }

    private ManifestLines lines(String dataset) {
        return ManifestLines.of(stored.members(dataset), stored.erasedMembers(dataset));
    }
}
