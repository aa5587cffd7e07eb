package isocenter.ingest.dimse;

import jakarta.data.repository.Find;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import java.util.Optional;

/** What was pulled completely, so that it is not pulled again. */
@Repository
interface PulledStudies {
    @Find
    Optional<PulledStudy> of(String study);

    @Save
    void keep(PulledStudy study);
}
