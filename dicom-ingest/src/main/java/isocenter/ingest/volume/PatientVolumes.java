package isocenter.ingest.volume;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** The volumes of a patient, superseded ones too, and what was noted of the series. */
@ApplicationScoped
@Priority(30)
class PatientVolumes implements PatientRecords {
    @Override
    public String place() {
        return "volumes";
    }

    @Override
    public void trace(RecordSession session, Traces traces) {
        traces.add(Kind.OTHER, session.names("select id from volume where patient = ?", traces.patient()));
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from volume where patient = ?", traces.patient());
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        String patient = traces.patient();
        session.update("delete from volume_slice where volume in (select id from volume where patient = ?)", patient);
        long volumes = session.update("delete from volume where patient = ?", patient);
        session.update(
                "delete from assembled_series where series in (select s.id from series s join study t on t.id = s.study"
                        + " where t.patient = ?)",
                patient);
        return Removed.rows(volumes);
    }
}
