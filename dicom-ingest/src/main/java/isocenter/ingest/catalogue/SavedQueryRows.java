package isocenter.ingest.catalogue;

import jakarta.data.repository.Delete;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import java.util.List;
import java.util.Optional;

/** The saved queries' table. */
@Repository
interface SavedQueryRows {
    @Find
    Optional<SavedQuery> named(String name);

    @Find
    @OrderBy("name")
    List<SavedQuery> all();

    @Save
    void save(SavedQuery query);

    @Delete
    void remove(SavedQuery query);
}
