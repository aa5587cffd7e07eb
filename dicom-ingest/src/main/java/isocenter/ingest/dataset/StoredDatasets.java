package isocenter.ingest.dataset;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

/** Dataset versions and their manifests. */
@Repository
interface StoredDatasets {

    @Query("order by name, version")
    List<StoredDataset> all();

    @Find
    @OrderBy("version")
    List<StoredDataset> versions(String name);

    @Find
    @OrderBy("position")
    List<StoredMember> members(String dataset);

    @Find
    Optional<StoredDataset> version(String id);

    @Query("where patient = :patient order by dataset, position")
    List<StoredMember> ofPatient(String patient);

    @Query("from ErasedMember where dataset = :dataset order by position")
    List<ErasedMember> erasedMembers(String dataset);

    @Query("select count(e) from ErasedMember e where e.dataset = :dataset")
    long erased(String dataset);

    @Insert
    void insertErased(List<ErasedMember> members);

    @Insert
    void insert(StoredDataset dataset);

    @Insert
    void insertPatients(List<StoredPatient> patients);

    @Insert
    void insertMembers(List<StoredMember> members);
}
