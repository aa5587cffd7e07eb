package isocenter.ingest.bulk;

import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.archive.IngestOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts each claimed file away as soon as everything in it has a durable outcome. One that was written to meanwhile goes
 * back to the inbox: what was taken is not what is there now.
 */
final class InboxRound implements IngestListener {
    private static final int REASONS = 1000;

    private final InboxFolder folder;
    private final boolean delete;
    private final Map<Path, FileStamp> claimed;
    private final List<String> reasons = new ArrayList<>();
    private @Nullable Path current;
    private long taken;
    private long refused;

    InboxRound(InboxFolder folder, boolean delete, Map<Path, FileStamp> claimed) {
        this.folder = folder;
        this.delete = delete;
        this.claimed = claimed;
    }

    @Override
    public void onOutcome(Path source, IngestOutcome outcome) {
        boolean member = !claimed.containsKey(source);
        Path file = member ? Objects.requireNonNull(source.getParent()) : source;
        if (!claimed.containsKey(file)) {
            return;
        }
        if (!file.equals(current)) {
            putAway();
            current = file;
        }
        if (outcome instanceof IngestOutcome.Quarantined quarantined && reasons.size() < REASONS) {
            String which = member ? source.getFileName() + ": " : "";
            reasons.add(which + quarantined.reason() + " (" + quarantined.id() + ")");
        }
    }

    /** Puts the last file away; call it when the run is over and only then. */
    void putAway() {
        Path file = current;
        if (file == null) {
            return;
        }
        try {
            if (!FileStamp.of(file).equals(claimed.get(file))) {
                folder.giveBack(file);
            } else if (!reasons.isEmpty()) {
                folder.refuse(file, reasons);
                refused++;
            } else if (delete) {
                folder.delete(file);
                taken++;
            } else {
                folder.done(file);
                taken++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        current = null;
        reasons.clear();
    }

    long taken() {
        return taken;
    }

    long refused() {
        return refused;
    }
}
