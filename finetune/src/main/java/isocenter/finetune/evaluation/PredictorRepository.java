package isocenter.finetune.evaluation;

import isocenter.ingest.dataset.SplitPart;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

@Repository
interface PredictorRepository {

    @Find
    Optional<PredictorVersion> predictor(String id);

    @Find
    Optional<PredictorVersion> ofRequest(String requestSha256);

    @Query("from PredictorVersion order by created desc, id")
    List<PredictorVersion> all();

    @Query("where backbone = :backbone order by created, id")
    List<PredictorVersion> startedFrom(String backbone);

    @Find
    @OrderBy("instance")
    List<Prediction> predictions(String predictor, SplitPart part);

    @Insert
    void insert(PredictorVersion predictor);

    @Insert
    void insert(List<Prediction> predictions);
}
