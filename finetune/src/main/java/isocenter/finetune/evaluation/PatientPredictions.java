package isocenter.finetune.evaluation;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The scores of a patient's images. What a predictor says of itself over all patients stays as it was measured. */
@ApplicationScoped
@Priority(70)
class PatientPredictions implements PatientRecords {
    /**
     * By a label, or through the backbone that it started from. Which labelled patients a fraction drew is not kept: any of
     * the training part may have been among them.
     */
    private static final String LEARNED = """
            select p.id from predictor p
            join dataset_member m on m.dataset = p.dataset_id and m.part = 'TRAIN'
            join label l on l.revision = p.labels and l.instance = m.instance
            where m.patient = ?
            union
            select p.id from predictor p join backbone_version b on b.id = p.backbone
            join dataset_member m on m.dataset = b.dataset_id and m.part = 'TRAIN'
            where m.patient = ? order by id""";

    @Override
    public String place() {
        return "predictions";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from prediction where patient = ?", traces.patient());
    }

    @Override
    public List<String> learned(RecordSession session, Traces traces) {
        return session.names(LEARNED, traces.patient(), traces.patient()).stream()
                .map(id -> "predictor " + id)
                .toList();
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        return Removed.rows(session.update("delete from prediction where patient = ?", traces.patient()));
    }
}
