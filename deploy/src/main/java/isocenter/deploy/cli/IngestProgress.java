package isocenter.deploy.cli;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.IngestSummary;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An ingest run with its bar. */
final class IngestProgress implements IngestListener {
    private @Nullable ProgressLine line;
    private long found;
    private long done;
    private long quarantined;

    private IngestProgress() {}

    static IngestSummary ingest(Archive archive, List<Path> paths, List<Integer> squares) {
        IngestProgress progress = new IngestProgress();
        try {
            return archive.ingest(paths, squares, progress);
        } finally {
            if (progress.line != null) {
                progress.line.close();
            }
        }
    }

    @Override
    public void onFound(long files) {
        found = files;
        line = new ProgressLine("ingest", "files", files);
    }

    @Override
    public void onOutcome(Path file, IngestOutcome outcome) {
        done++;
        if (outcome instanceof IngestOutcome.Quarantined) {
            quarantined++;
        }
        if (line != null) {
            line.show(done, found, quarantined == 0 ? "" : quarantined + " quarantined");
        }
    }
}
