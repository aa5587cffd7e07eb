package isocenter.ingest.archive;

import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** What was not kept, and why. */
@Repository
public interface QuarantineList {
    /** Records that no later run has resolved, oldest first. */
    @Query("where resolved = false")
    @OrderBy("quarantinedAt")
    @OrderBy("id")
    List<QuarantinedObject> unresolved();
}
