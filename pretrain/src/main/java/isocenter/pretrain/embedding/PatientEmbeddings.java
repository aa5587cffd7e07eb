package isocenter.pretrain.embedding;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** The vectors of a patient's images. An extraction's hash then stands for vectors that are partly gone. */
@ApplicationScoped
@Priority(55)
class PatientEmbeddings implements PatientRecords {
    @Override
    public String place() {
        return "embeddings";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from embedding where patient = ?", traces.patient());
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        return Removed.rows(session.update("delete from embedding where patient = ?", traces.patient()));
    }
}
