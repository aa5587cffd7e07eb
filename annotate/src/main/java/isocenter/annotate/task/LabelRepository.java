package isocenter.annotate.task;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@Repository
interface LabelRepository {

    @Find
    Optional<LabelTask> task(String name);

    @Find
    @OrderBy("name")
    List<LabelTask> tasks();

    /** Creates the task unless somebody else just did; either way its row is there afterwards. */
    @Query("insert into LabelTask (name, positiveFinding, negativeFinding, created)"
            + " values (:name, :positiveFinding, :negativeFinding, :created) on conflict do nothing")
    int create(String name, String positiveFinding, String negativeFinding, Instant created);

    @Find
    Optional<LabelRevision> revision(String id);

    @Query("from LabelRevision where task = :task order by number desc")
    List<LabelRevision> revisions(String task);

    @Query("from LabelRevision order by created, id")
    List<LabelRevision> revisions();

    @Query("from Label where revision = :revision order by instance")
    List<Label> labels(String revision);

    @Insert
    void insert(LabelRevision revision);

    @Insert
    void insert(List<Label> labels);
}
