package isocenter.ingest.dicomweb;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.HashSet;
import java.util.Set;

/** Whether who asks is limited to assigned studies, and to which. */
@ApplicationScoped
class AssignedStudies {
    private final SecurityIdentity identity;
    private final Instance<StudyAccess> sources;

    AssignedStudies(SecurityIdentity identity, @Any Instance<StudyAccess> sources) {
        this.identity = identity;
        this.sources = sources;
    }

    /** A radiologist is limited whatever else they are. */
    boolean limited() {
        return identity.hasRole(Roles.RADIOLOGIST);
    }

    String user() {
        return identity.getPrincipal().getName();
    }

    boolean include(String study) {
        return sources.stream().anyMatch(source -> source.mayRead(user(), study));
    }

    Set<String> all() {
        Set<String> studies = new HashSet<>();
        sources.forEach(source -> studies.addAll(source.studies(user())));
        return studies;
    }
}
