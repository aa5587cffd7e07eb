package isocenter.audit.report;

import jakarta.data.repository.By;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The reports that were made, newest first, and their groups. */
@Repository
interface StoredReports {
    @Insert
    void insert(StoredReport report);

    @Insert
    void insert(List<StoredGroup> groups);

    @Find
    Optional<StoredReport> find(UUID id);

    @Find
    @OrderBy(value = "at", descending = true)
    List<StoredReport> all();

    @Find
    @OrderBy(value = "at", descending = true)
    List<StoredReport> ofPredictor(String predictor);

    @Find
    @OrderBy("attribute")
    @OrderBy("value")
    List<StoredGroup> groupsOf(@By("reportId") UUID report);
}
