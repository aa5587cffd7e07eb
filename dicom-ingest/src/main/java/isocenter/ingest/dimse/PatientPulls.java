package isocenter.ingest.dimse;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Which of a patient's studies were pulled completely. */
@ApplicationScoped
@Priority(20)
class PatientPulls implements PatientRecords {
    @Override
    public String place() {
        return "pulled studies";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from pulled_study where study = any(?)", traces.of(Kind.STUDY));
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        return Removed.rows(session.update("delete from pulled_study where study = any(?)", traces.of(Kind.STUDY)));
    }
}
