package isocenter.annotate.reading;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** What readers said of a patient's studies. */
@ApplicationScoped
@Priority(70)
class PatientReadings implements PatientRecords {
    private static final String OF_STUDIES = " where reading in (select id from reading where study = any(?))";

    @Override
    public String place() {
        return "readings";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from reading where study = any(?)", traces.of(Kind.STUDY));
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        session.update("delete from reading_step" + OF_STUDIES, traces.of(Kind.STUDY));
        session.update("delete from reading_version" + OF_STUDIES, traces.of(Kind.STUDY));
        return Removed.rows(session.update("delete from reading where study = any(?)", traces.of(Kind.STUDY)));
    }
}
