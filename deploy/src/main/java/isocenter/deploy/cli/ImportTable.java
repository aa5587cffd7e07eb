package isocenter.deploy.cli;

import isocenter.ingest.bulk.ImportStatus;
import isocenter.ingest.bulk.Imports;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How far an import is, for people and for machines. */
final class ImportTable {
    private ImportTable() {}

    static ImportStatus require(Imports imports, UUID id) {
        return imports.status(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no import " + id + "; isocenter import status lists them"));
    }

    static void print(ImportStatus status, PrintWriter out) {
        out.printf(
                "%s  %-9s %d of %d%s files, %d of %d chunks, %d workers: %d ingested, %d already there, %d in conflict,"
                        + " %d quarantined, %d skipped%n",
                status.id(),
                status.state(),
                status.done(),
                status.files(),
                status.scanned() ? "" : " or more",
                status.chunksDone(),
                status.chunks(),
                status.workers(),
                status.accepted(),
                status.duplicates(),
                status.conflicts(),
                status.quarantined(),
                status.skipped());
        status.reasons().forEach((reason, files) -> out.printf("  %5d quarantined: %s%n", files, reason));
        if (status.error() != null) {
            out.printf("  %d chunks failed: %s%n", status.chunksFailed(), status.error());
        }
    }

    static Map<String, @Nullable Object> json(ImportStatus status) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", status.id().toString());
        json.put("state", status.state().name());
        json.put("scanned", status.scanned());
        json.put("files", status.files());
        json.put("done", status.done());
        json.put("accepted", status.accepted());
        json.put("duplicates", status.duplicates());
        json.put("conflicts", status.conflicts());
        json.put("quarantined", status.quarantined());
        json.put("skipped", status.skipped());
        json.put("reasons", status.reasons());
        json.put("chunks", status.chunks());
        json.put("chunksDone", status.chunksDone());
        json.put("chunksFailed", status.chunksFailed());
        json.put("workers", status.workers());
        json.put("error", status.error());
        json.put("created", status.created().toString());
        json.put("ended", status.ended() == null ? null : status.ended().toString());
        return json;
    }
}
