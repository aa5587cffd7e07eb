package isocenter.annotate.labelset;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Repository
interface LabelSetRepository {
    @Find
    Optional<LabelSetVersion> version(String id);

    @Query("from LabelSetVersion where name = :name order by number desc")
    List<LabelSetVersion> versions(String name);

    @Query("from LabelSetVersion order by name, number")
    List<LabelSetVersion> all();

    @Insert
    void insert(LabelSetVersion version);

    @Query("update LabelSetVersion set retired = :at where id = :id and retired is null")
    int retire(String id, Instant at);
}
