package isocenter.ingest.bulk;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.archive.Archive;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/** Opens inboxes: folders whose files are taken in once they have stopped changing. */
@ApplicationScoped
public class Inboxes {
    private final Archive archive;
    private final Path home;

    Inboxes(Archive archive, IsocenterHome home) {
        this.archive = archive;
        this.home = home.path();
    }

    /**
     * Starts to watch a folder; returns at once. Names that begin with a dot are left alone in it, so that a sender can
     * write under such a name and rename.
     *
     * @throws InboxException when the folder is none, cannot be written, is part of the data folder, or is watched by
     *     another process
     */
    public Inbox open(Path folder, InboxSettings settings, InboxListener listener) {
        return new Inbox(InboxFolder.open(folder, home), archive, home, settings, listener).start();
    }
}
