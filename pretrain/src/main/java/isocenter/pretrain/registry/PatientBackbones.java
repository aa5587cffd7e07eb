package isocenter.pretrain.registry;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Holds nothing of a patient that could be removed; knows which backbones have learned from one, and which runs that made
 * none have left checkpoints.
 */
@ApplicationScoped
@Priority(50)
class PatientBackbones implements PatientRecords {
    private static final String LEARNED = """
            select coalesce('backbone ' || b.id, 'checkpoints of the run ' || r.id)
            from pretraining_run r left join backbone_version b on b.run_id = r.id
            where b.deleted is null and exists (select 1 from dataset_member m
                where m.dataset = r.dataset_id and m.part = 'TRAIN' and m.patient = ?)
            order by 1""";

    @Override
    public String place() {
        return "backbones";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return 0;
    }

    @Override
    public List<String> learned(RecordSession session, Traces traces) {
        return session.names(LEARNED, traces.patient());
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        return Removed.rows(0);
    }
}
