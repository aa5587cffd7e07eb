package isocenter.pretrain.registry;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

/** Stores backbones; there is no update. */
@Repository
interface BackboneVersions {

    @Insert
    void insert(BackboneVersion backbone);

    @Insert
    void insert(BackboneOrigin origin);

    @Find
    Optional<BackboneOrigin> findOrigin(String backbone);

    @Query("where recipeSha256 = :recipeSha256 and run is null")
    Optional<BackboneVersion> imported(String recipeSha256);

    @Find
    Optional<BackboneVersion> find(String id);

    @Query("order by created desc, id")
    List<BackboneVersion> all();

    @Query("where recipeSha256 = :recipeSha256 and datasetId = :datasetId and datasetSha256 = :datasetSha256"
            + " order by created desc")
    List<BackboneVersion> of(String recipeSha256, String datasetId, String datasetSha256);
}
