package isocenter.ingest.job;

import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jobs whose texts name an image or a patient: an error may say which file could not be read. */
@ApplicationScoped
@Priority(20)
class PatientMentions implements PatientRecords {
    private static final Pattern NAME = Pattern.compile("P[0-9a-f]{32}|[0-9]+(?:\\.[0-9]+){2,}|[0-9a-f]{64}");
    private static final List<String> TEXTS = List.of("job_key", "parameters", "figures", "result", "error", "unit");
    private static final String ERASED = "erased";

    @Override
    public String place() {
        return "jobs that name the patient";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return naming(session, traces).size();
    }

    @Override
    public List<String> obstacles(RecordSession session, Traces traces) {
        return naming(session, traces).stream()
                .filter(row -> "t".equals(row.get(1)))
                .map(row -> "The job " + row.get(0) + " names the patient and is not finished."
                        + " Cancel it (isocenter jobs --cancel ID) or wait for it, and repeat the command.")
                .toList();
    }

    @Override
    public Removed erase(RecordSession session, Traces traces) {
        List<List<@Nullable String>> rows = naming(session, traces);
        for (List<@Nullable String> row : rows) {
            for (int i = 0; i < TEXTS.size(); i++) {
                String text = row.get(i + 2);
                if (text != null) {
                    session.update(
                            "update job set " + TEXTS.get(i) + " = ? where id = ?",
                            without(text, traces),
                            UUID.fromString(String.valueOf(row.get(0))));
                }
            }
        }
        return Removed.rows(rows.size());
    }

    /** Rows of id, whether unfinished, and the texts. */
    private static List<List<@Nullable String>> naming(RecordSession session, Traces traces) {
        List<List<@Nullable String>> naming = new ArrayList<>();
        for (List<@Nullable String> row :
                session.rows("select id, state in ('QUEUED', 'RUNNING'), " + String.join(", ", TEXTS) + " from job")) {
            if (row.subList(2, row.size()).stream()
                    .anyMatch(text -> text != null && !without(text, traces).equals(text))) {
                naming.add(row);
            }
        }
        return naming;
    }

    private static String without(String text, Traces traces) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(traces.contains(name.group()) ? ERASED : name.group()));
    }
}
