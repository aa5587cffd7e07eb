package isocenter.annotate.reading;

import isocenter.ingest.dicomweb.StudyAccess;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Set;

/** A reader may see the studies of their readings, and earlier ones of the same patients, which are read beside them. */
@ApplicationScoped
class AssignedToRead implements StudyAccess {
    private final StudyImages images;

    AssignedToRead(StudyImages images) {
        this.images = images;
    }

    @Override
    @Transactional
    public boolean mayRead(String user, String study) {
        return !images.assigned(user, study).isEmpty();
    }

    @Override
    @Transactional
    public Set<String> studies(String user) {
        return new HashSet<>(images.assigned(user));
    }
}
