package isocenter.ingest.bulk;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestInterruptedException;
import isocenter.ingest.job.JobContext;
import isocenter.ingest.job.JobHandler;
import isocenter.ingest.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes in the files of one chunk, on all cores; what an earlier attempt had taken in is recognised by its content. */
@ApplicationScoped
class ChunkHandler implements JobHandler {
    private final ImportSteps steps;
    private final SealedPaths sealed;
    private final Archive archive;

    ChunkHandler(ImportSteps steps, SealedPaths sealed, Archive archive) {
        this.steps = steps;
        this.sealed = sealed;
        this.archive = archive;
    }

    @Override
    public String kind() {
        return ImportWork.CHUNK;
    }

    @Override
    public void run(JobContext context) {
        ImportWork work = ImportWork.parse(context.parameters());
        ChunkProgress progress = new ChunkProgress(context);
        Perseverance.until(
                () -> {
                    take(work, context, progress);
                    return true;
                },
                context::cancelRequested,
                progress::pause);
    }

    private void take(ImportWork work, JobContext context, ChunkProgress progress) {
        BulkImport row = steps.find(work.importId());
        ImportChunk chunk = steps.chunk(work);
        byte[] files = chunk.sealedFiles;
        if (row.ended != null || files == null) {
            context.complete("{}");
            return;
        }
        progress.expect(chunk.files);
        try (Sources sources = new Sources(sealed.open(work.place(), files).iterator())) {
            archive.ingest(sources, row.sides(), progress);
        } catch (IngestInterruptedException e) {
            if (!progress.stopped()) {
                throw e;
            }
            Thread.interrupted();
            return;
        }
        steps.endChunk(work, progress.counts(), context);
    }
}
