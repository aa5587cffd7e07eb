package isocenter.ingest.archive;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers the outcome of every file by its name. */
final class OutcomeList implements IngestListener {
    final Map<String, IngestOutcome> byName = new LinkedHashMap<>();
    long found;

    @Override
    public void onFound(long files) {
        found = files;
    }

    @Override
    public void onOutcome(Path file, IngestOutcome outcome) {
        byName.put(file.getFileName().toString(), outcome);
    }

    IngestOutcome of(String name) {
        return byName.get(name);
    }

    String reason(String name) {
        return byName.get(name) instanceof IngestOutcome.Quarantined refused ? refused.reason() : "not quarantined";
    }
}
