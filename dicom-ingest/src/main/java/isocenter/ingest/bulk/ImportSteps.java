package isocenter.ingest.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.source.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The transactions of an import's jobs: each is fenced, and either wholly there or not at all. */
@ApplicationScoped
class ImportSteps {
    private final ImportRows rows;
    private final SealedPaths sealed;
    private final JobQueue queue;
    private final Ledger ledger;
    private final ObjectMapper json;

    ImportSteps(ImportRows rows, SealedPaths sealed, JobQueue queue, Ledger ledger, ObjectMapper json) {
        this.rows = rows;
        this.sealed = sealed;
        this.queue = queue;
        this.ledger = ledger;
        this.json = json;
    }

    @Transactional
    BulkImport find(UUID id) {
        return rows.find(id).orElseThrow(() -> new IllegalStateException("There is no import " + id));
    }

    @Transactional
    ImportChunk chunk(ImportWork work) {
        return rows.chunk(work.importId(), work.chunk())
                .orElseThrow(() -> new IllegalStateException("There is no chunk " + work.place()));
    }

    /**
     * Adds a chunk with its job and moves the scan behind it.
     *
     * @return false when the import has ended
     */
    @Transactional
    boolean add(ImportWork work, List<Listing> listings, long files, int root, JobContext scan) {
        scan.fence();
        ImportWork whole = new ImportWork(work.importId(), 0);
        byte[] cursor = sealed.seal(whole.place(), listings.subList(listings.size() - 1, listings.size()));
        if (rows.advance(work.importId(), work.chunk(), files, cursor, root) == 0) {
            return false;
        }
        UUID job = queue.submit(ImportWork.CHUNK, work.place(), work.json());
        rows.insertChunk(work.importId(), work.chunk(), job, files, sealed.seal(work.place(), listings));
        return true;
    }

    /** All chunks are there. */
    @Transactional
    void endScan(ImportWork work, JobContext scan) {
        scan.fence();
        rows.lock(work.importId());
        if (rows.scanned(work.importId()) == 1 && rows.open(work.importId()) == 0) {
            end(work.importId());
        }
        scan.complete("{}");
    }

    /** One chunk is done, and with the last of them the import. */
    @Transactional
    void endChunk(ImportWork work, ChunkCounts counts, JobContext chunk) {
        chunk.fence();
        UUID id = work.importId();
        BulkImport row = rows.lock(id);
        if (rows.close(id, work.chunk()) == 1) {
            rows.add(
                    id,
                    counts.accepted(),
                    counts.duplicates(),
                    counts.conflicts(),
                    counts.quarantined(),
                    counts.skipped());
            counts.reasons().forEach((reason, files) -> rows.addReason(id, reason, files));
            if (row.scanned && rows.open(id) == 0) {
                end(id);
            }
        }
        chunk.complete(write(counts));
    }

    private void end(UUID id) {
        if (rows.end(id, false) == 1) {
            BulkImport row = find(id);
            Map<String, Object> detail = new LinkedHashMap<>();
            detail.put("files", row.files);
            detail.put("accepted", row.accepted);
            detail.put("duplicates", row.duplicates);
            detail.put("conflicts", row.conflicts);
            detail.put("quarantined", row.quarantined);
            detail.put("skipped", row.skipped);
            ledger.append(LedgerEntry.of("import.end", id.toString(), detail));
        }
    }

    private String write(ChunkCounts counts) {
        try {
            return json.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Counts cannot be written as JSON", e);
        }
    }
}
