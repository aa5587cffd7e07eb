package isocenter.ingest.reidentify;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a patient's pseudonyms stand for, and the pseudonyms that somebody has asked about. Sealed rows of studies say
 * whose they are only when they are opened, and are asked one by one: a study that was held and discarded has no other
 * trace.
 */
@ApplicationScoped
@Priority(20)
class PatientIdentities implements PatientRecords {
    /** In the log, in the place of a pseudonym. */
    private static final String ERASED = "erased";

    private final ReidentificationMap map;

    PatientIdentities(ReidentificationMap map) {
        this.map = map;
    }

    @Override
    public String place() {
        return "identities";
    }

    @Override
    public void trace(RecordSession session, Traces traces) {
        traces.add(Kind.STUDY, map.studiesOf(traces.patient()));
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return session.number("select count(*) from reidentification where pseudonym = any(?)", names(traces))
                + session.number(
                        "select count(*) from reidentification_log where pseudonym = any(?)",
                        traces.all().toList());
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        long rows = session.update("delete from reidentification where pseudonym = any(?)", names(traces));
        rows += session.update(
                "update reidentification_log set pseudonym = ? where pseudonym = any(?)",
                ERASED,
                traces.all().toList());
        return Removed.rows(rows);
    }

    private static List<String> names(Traces traces) {
        Set<String> names = new HashSet<>(traces.of(Kind.STUDY));
        names.add(traces.patient());
        return List.copyOf(names);
    }
}
