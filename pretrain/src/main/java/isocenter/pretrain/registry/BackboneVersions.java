package isocenter.pretrain.registry;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores backbones; there is no update but the one that says that a backbone is gone. */
@Repository
interface BackboneVersions {

    @Insert
    void insert(BackboneVersion backbone);

    @Insert
    void insert(BackboneOrigin origin);

    @Find
    Optional<BackboneOrigin> findOrigin(String backbone);

    @Query("where recipeSha256 = :recipeSha256 and run is null and deleted is null")
    Optional<BackboneVersion> imported(String recipeSha256);

    @Find
    Optional<BackboneVersion> find(String id);

    @Query("where deleted is null order by created desc, id")
    List<BackboneVersion> all();

    /** A deleted one too. */
    @Query("where run = :run")
    Optional<BackboneVersion> madeBy(UUID run);

    /** Deleted ones too. */
    @Query("order by created, id")
    List<BackboneVersion> ever();

    @Query("where recipeSha256 = :recipeSha256 and datasetId = :datasetId and datasetSha256 = :datasetSha256"
            + " and deleted is null order by created desc")
    List<BackboneVersion> of(String recipeSha256, String datasetId, String datasetSha256);

    @Query("where continuedFrom = :backbone and deleted is null order by created, id")
    List<BackboneVersion> continuing(String backbone);

    @Query("update BackboneVersion set deleted = :deleted where id = :id")
    int delete(String id, Instant deleted);
}
