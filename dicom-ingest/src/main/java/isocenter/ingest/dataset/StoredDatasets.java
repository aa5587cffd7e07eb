package isocenter.ingest.dataset;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

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

    @Insert
    void insert(StoredDataset dataset);

    @Insert
    void insertPatients(List<StoredPatient> patients);

    @Insert
    void insertMembers(List<StoredMember> members);
}
