package isocenter.ingest.archive;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.source.Listings;
import isocenter.ingest.source.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Takes DICOM files in and keeps what may be kept: de-identified, decodable, stored once, recorded in the ledger. */
@ApplicationScoped
public class Archive {
    private final Path home;
    private final Examiner examiner;
    private final BatchCommit commit;
    private final KeptFiles files;
    private final IngestConfig config;
    private final DicomParser parser = new Part10Parser();

    @Inject
    Archive(IsocenterHome home, Examiner examiner, BatchCommit commit, KeptFiles files, IngestConfig config) {
        this.home = home.path();
        this.examiner = examiner;
        this.commit = commit;
        this.files = files;
        this.config = config;
    }

    /** Takes files in without preparing them for training; see {@link #ingest(List, List, IngestListener)}. */
    public IngestSummary ingest(List<Path> paths, IngestListener progress) {
        return ingest(paths, List.of(), progress);
    }

    /**
     * Takes in every file under the paths, folders with all their sub-folders, ZIP archives with their members, and what
     * a DICOMDIR references when it is one of the paths. One unreadable file never stops the
     * others. An outcome reaches the listener only when it is durable; a run that was cut off, however it was, goes on
     * when it is started again with the same paths.
     *
     * @param squares sides in pixels at which each image is prepared for training while it is decoded anyway
     * @throws IllegalArgumentException when a size is not one of {@link PreparedImage#isSize}
     * @throws IngestPathException when a path does not exist; nothing was read then
     * @throws StoreException when the store or the database cannot take more; what was acknowledged stays
     * @throws IngestInterruptedException when the calling thread was interrupted; what was acknowledged stays
     */
    public IngestSummary ingest(List<Path> paths, List<Integer> squares, IngestListener progress) {
        if (!squares.stream().allMatch(PreparedImage::isSize)) {
            throw new IllegalArgumentException("Images can be prepared at %d to %d pixels a side"
                    .formatted(PreparedImage.SMALLEST, PreparedImage.LARGEST));
        }
        for (Path path : paths) {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new IngestPathException(
                        "There is nothing at %s. Check the spelling of the path.".formatted(path));
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new IngestInterruptedException();
        }
        long started = System.nanoTime();
        commit.requireOwnKey();
        long found = 0;
        for (Listings walk = new Listings(paths, home); walk.hasNext(); ) {
            found += walk.next().sources();
        }
        progress.onFound(found);
        try (Sources sources = new Sources(new Listings(paths, home))) {
            return ingest(sources, squares, progress, started);
        }
    }

    /**
     * Takes in what the sources give, and leaves closing them to the caller; {@link IngestListener#onFound} is not
     * called.
     *
     * @throws StoreException when the store or the database cannot take more; what was acknowledged stays
     * @throws IngestInterruptedException when the calling thread was interrupted; what was acknowledged stays
     */
    public IngestSummary ingest(Sources sources, List<Integer> squares, IngestListener progress) {
        commit.requireOwnKey();
        return ingest(sources, squares, progress, System.nanoTime());
    }

    private IngestSummary ingest(Sources sources, List<Integer> squares, IngestListener progress, long started) {
        Tally tally = new Tally(progress);
        try (StagingRun staging = new StagingArea(home).open(commit::removeUnlessCatalogued);
                IngestRun run = new IngestRun(examiner, commit, staging, squares, config)) {
            run.take(sources, tally);
        }
        return tally.summary((System.nanoTime() - started) / 1e9);
    }

    /**
     * A local file with the stored bytes of an instance, for reading only: where they are stored, or a copy. Open it soon.
     *
     * @throws java.io.UncheckedIOException when they are gone or damaged
     * @throws StoreException when the store does not answer
     */
    public Path object(Instance instance) {
        return object(instance.path, instance.sha256, instance.sizeBytes);
    }

    /** As {@link #object(Instance)}, for who keeps no more of an instance than these three. */
    public Path object(String path, String sha256, long sizeBytes) {
        return files.file(path, sha256, sizeBytes);
    }

    /** Whether the stored bytes of an instance, read anew where they are stored, are those that were catalogued. */
    public boolean isWhole(Instance instance) {
        return files.isWhole(instance.path, instance.sha256);
    }

    /**
     * Reads the stored object of an instance.
     *
     * @throws java.io.UncheckedIOException when its file is gone or cannot be read
     * @throws StoreException when the store does not answer
     */
    public DicomObject open(Instance instance) {
        return parser.parse(object(instance));
    }
}
