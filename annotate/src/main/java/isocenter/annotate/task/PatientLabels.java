package isocenter.annotate.task;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** The labels of a patient's images, in all revisions. A revision's hash then stands for labels that are partly gone. */
@ApplicationScoped
@Priority(60)
class PatientLabels implements PatientRecords {
    @Override
    public String place() {
        return "labels";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from label where instance = any(?)", traces.of(Kind.INSTANCE));
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        return Removed.rows(session.update("delete from label where instance = any(?)", traces.of(Kind.INSTANCE)));
    }
}
