package isocenter.pretrain.embedding;

import isocenter.ingest.dataset.SplitPart;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.Optional;
import java.util.UUID;

/** Stores what was extracted; the vectors themselves are {@link VectorRows}. */
@Repository
interface Extractions {
    @Insert
    void insert(Extraction extraction);

    @Find
    Optional<Extraction> find(UUID id);

    @Query("where backbone = :backbone and datasetId = :datasetId and part = :part and vectorsSha256 is not null")
    Optional<Extraction> finished(String backbone, String datasetId, SplitPart part);

    @Query("delete from Extraction where backbone = :backbone and datasetId = :datasetId and part = :part"
            + " and vectorsSha256 is null")
    int deleteUnfinished(String backbone, String datasetId, SplitPart part);

    @Query("delete from Extraction where id = :id")
    int delete(UUID id);

    @Query("delete from Extraction where backbone = :backbone")
    int deleteOf(String backbone);

    @Query("update Extraction set vectorsSha256 = :sha256, seconds = :seconds where id = :id")
    int finish(UUID id, String sha256, double seconds);
}
