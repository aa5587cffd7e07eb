package isocenter.ingest.bulk;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobHandler;
import isocenter.ingest.source.Listing;
import isocenter.ingest.source.Listings;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Walks the paths of an import and puts what it finds into chunks, each with its job, so that workers begin before the walk
 * is over. Another attempt goes on behind the last file that is in a chunk.
 */
@ApplicationScoped
class ScanHandler implements JobHandler {
    private final ImportSteps steps;
    private final SealedPaths sealed;
    private final ImportConfig config;
    private final Path home;

    ScanHandler(ImportSteps steps, SealedPaths sealed, ImportConfig config, IsocenterHome home) {
        this.steps = steps;
        this.sealed = sealed;
        this.config = config;
        this.home = home.path();
    }

    @Override
    public String kind() {
        return ImportWork.SCAN;
    }

    @Override
    public void run(JobContext context) {
        ImportWork scan = ImportWork.parse(context.parameters());
        Perseverance.until(
                () -> {
                    scan(scan, context);
                    return true;
                },
                context::cancelRequested,
                obstacle -> {});
    }

    private void scan(ImportWork scan, JobContext context) {
        BulkImport row = steps.find(scan.importId());
        byte[] roots = row.sealedRoots;
        if (row.scanned || roots == null) {
            context.complete("{}");
            return;
        }
        Listings walk = walk(scan, row, roots);
        int number = row.chunks;
        long found = row.files;
        while (walk.hasNext()) {
            List<Listing> chunk = new ArrayList<>();
            long files = 0;
            while (walk.hasNext() && files < config.chunk()) {
                Listing next = walk.next();
                chunk.add(next);
                files += next.sources();
                if (context.cancelRequested()) {
                    return;
                }
            }
            number++;
            if (!steps.add(new ImportWork(scan.importId(), number), chunk, files, walk.root(), context)) {
                return;
            }
            found += files;
            context.progress(found, 0, "files found", Map.of());
        }
        steps.endScan(scan, context);
    }

    private Listings walk(ImportWork scan, BulkImport row, byte[] sealedRoots) {
        List<Path> roots = sealed.open(scan.place(), sealedRoots).stream()
                .map(Listing::path)
                .toList();
        byte[] cursor = row.sealedCursor;
        return cursor == null
                ? new Listings(roots, home)
                : Listings.after(
                        roots,
                        home,
                        row.cursorRoot,
                        sealed.open(scan.place(), cursor).get(0).path());
    }
}
