package isocenter.ingest.bulk;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.archive.IngestPathException;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.job.JobQueue;
import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.source.Listing;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Imports of any size, done by as many worker processes as there are: registered here, scanned into chunks by one job, and
 * each chunk taken in by a job of its own. Whatever is lost on the way is done again, and nothing is kept twice.
 */
@ApplicationScoped
public class Imports {
    private final ImportRows rows;
    private final ImportCancelling cancelling;
    private final JobQueue queue;
    private final SealedPaths sealed;
    private final Pseudonyms pseudonyms;
    private final Ledger ledger;

    Imports(
            ImportRows rows,
            ImportCancelling cancelling,
            JobQueue queue,
            SealedPaths sealed,
            Pseudonyms pseudonyms,
            Ledger ledger) {
        this.rows = rows;
        this.cancelling = cancelling;
        this.queue = queue;
        this.sealed = sealed;
        this.pseudonyms = pseudonyms;
        this.ledger = ledger;
    }

    /**
     * Registers an import. While one of the same paths and sizes is unfinished that one goes on, and what failed of it is
     * tried again.
     *
     * @param paths files, folders, archives or DICOMDIRs, as all workers see them
     * @param squares sides in pixels at which images are left for training
     * @throws IngestPathException when a path leads nowhere
     */
    @Transactional
    public UUID start(List<Path> paths, List<Integer> squares) {
        if (!squares.stream().allMatch(PreparedImage::isSize)) {
            throw new IllegalArgumentException("Images can be prepared at %d to %d pixels a side"
                    .formatted(PreparedImage.SMALLEST, PreparedImage.LARGEST));
        }
        List<Path> roots =
                paths.stream().map(path -> path.toAbsolutePath().normalize()).toList();
        for (Path root : roots) {
            if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
                throw new IngestPathException(
                        "There is nothing at %s. Check the spelling of the path.".formatted(root));
            }
        }
        String sides = squares.stream().map(String::valueOf).collect(Collectors.joining(","));
        String key = pseudonyms.file(
                roots.stream().map(Path::toString).collect(Collectors.joining("\n", "import:" + sides + "\n", "")));
        while (true) {
            ImportWork scan = new ImportWork(UUID.randomUUID(), 0);
            List<Listing> given = roots.stream()
                    .map(root -> new Listing(Listing.Kind.FILE, root, null))
                    .toList();
            if (rows.insertUnlessUnfinished(scan.importId(), key, sides, sealed.seal(scan.place(), given)) == 1) {
                rows.assignScan(scan.importId(), queue.submit(ImportWork.SCAN, scan.place(), scan.json()));
                ledger.append(LedgerEntry.of("import.start", scan.importId().toString(), Map.of("squares", squares)));
                return scan.importId();
            }
            Optional<BulkImport> unfinished = rows.unfinished(key);
            if (unfinished.isPresent()) {
                revive(unfinished.get());
                return unfinished.get().id;
            }
            // It ended between the two statements: the next insert meets no conflict.
        }
    }

    /** Gives what failed, or was cancelled singly, to new jobs; what is queued or running stays as it is. */
    private void revive(BulkImport row) {
        if (!row.scanned) {
            ImportWork scan = new ImportWork(row.id, 0);
            rows.assignScan(row.id, queue.submit(ImportWork.SCAN, scan.place(), scan.json()));
        }
        for (int number : rows.stranded(row.id)) {
            ImportWork chunk = new ImportWork(row.id, number);
            rows.assign(row.id, number, queue.submit(ImportWork.CHUNK, chunk.place(), chunk.json()));
        }
    }

    /** How far it is now; empty when there is no such import. */
    @Transactional
    public Optional<ImportStatus> status(UUID id) {
        return rows.find(id).map(row -> ImportView.of(row, rows));
    }

    /** The newest imports, newest first. */
    @Transactional
    public List<ImportStatus> recent(int limit) {
        return rows.newest(Limit.of(limit)).stream()
                .map(row -> ImportView.of(row, rows))
                .toList();
    }

    /**
     * Ends an import: nothing more of it is begun, and chunks under way stop within a second or two. What is kept stays.
     *
     * @return false when it had ended already, or there is no such import
     */
    public boolean cancel(UUID id) {
        if (!cancelling.end(id)) {
            return false;
        }
        cancelling.jobsOf(id).forEach(queue::requestCancel);
        return true;
    }
}
