package isocenter.ingest.dicomweb;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Studies that a test assigns. */
@ApplicationScoped
class TestAssignments implements StudyAccess {
    private final Map<String, Set<String>> assigned = new ConcurrentHashMap<>();

    void assign(String user, String study) {
        assigned.computeIfAbsent(user, name -> ConcurrentHashMap.newKeySet()).add(study);
    }

    @Override
    public boolean mayRead(String user, String study) {
        return studies(user).contains(study);
    }

    @Override
    public Set<String> studies(String user) {
        return assigned.getOrDefault(user, Set.of());
    }
}
