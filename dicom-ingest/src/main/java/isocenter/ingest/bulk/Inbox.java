package isocenter.ingest.bulk;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestInterruptedException;
import isocenter.ingest.archive.StoreException;
import isocenter.ingest.deidentify.PseudonymKeyException;
import isocenter.ingest.source.Listings;
import isocenter.ingest.source.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A folder that is being watched, by a thread of its own. A file is put away only after what became of it is durable; a
 * file that was claimed when a process died is taken again, and recognised by its content.
 */
public final class Inbox implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int FILES_A_ROUND = 1000;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final InboxFolder folder;
    private final Archive archive;
    private final Path home;
    private final InboxSettings settings;
    private final InboxListener listener;
    private final Settling settling;
    private final Backoff backoff = new Backoff();
    private final Thread thread = new Thread(this::run, "inbox");
    private volatile boolean open = true;
    private String obstacle = "";
    private long taken;
    private long refused;

    Inbox(InboxFolder folder, Archive archive, Path home, InboxSettings settings, InboxListener listener) {
        this.folder = folder;
        this.archive = archive;
        this.home = home;
        this.settings = settings;
        this.listener = listener;
        this.settling = new Settling(folder.root(), settings.settle(), System::nanoTime);
    }

    Inbox start() {
        thread.setDaemon(true);
        thread.start();
        return this;
    }

    private void run() {
        try (Alarm alarm = new Alarm(folder.root())) {
            while (open) {
                Optional<String> now = attempt(alarm);
                if (now.isPresent()) {
                    pause(now.get());
                } else {
                    obstacle = "";
                    backoff.reset();
                }
            }
        } catch (InterruptedException | IngestInterruptedException stopped) {
            LOG.debug("The inbox stops");
        } catch (IOException e) {
            LOG.debug("The watch of the inbox could not be closed", e);
        } catch (PseudonymKeyException fatal) {
            listener.onFailure(fatal);
        }
    }

    /** What stands in the way, in words that hold no file's name; empty when nothing does. */
    private Optional<String> attempt(Alarm alarm) throws InterruptedException {
        try {
            if (!round(alarm)) {
                alarm.await(
                        settling.unsettled() && settings.settle().compareTo(settings.poll()) < 0
                                ? settings.settle()
                                : settings.poll());
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return Optional.empty();
        } catch (StoreException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IngestInterruptedException | PseudonymKeyException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Optional.of("The inbox cannot be worked at present (%s)."
                    .formatted(e.getClass().getSimpleName()));
        }
    }

    /** Takes what an earlier round has left, else what has settled; false when there was nothing. */
    private boolean round(Alarm alarm) throws IOException {
        Map<Path, FileStamp> claimed = folder.claimed();
        if (claimed.isEmpty()) {
            for (Path file : settling.settled(FILES_A_ROUND, alarm::watch)) {
                folder.claim(file);
            }
            claimed = folder.claimed();
        }
        if (claimed.isEmpty()) {
            return false;
        }
        InboxRound round = new InboxRound(folder, settings.delete(), claimed);
        try (Sources sources = new Sources(new Listings(List.of(folder.taking()), home))) {
            archive.ingest(sources, settings.squares(), round);
            round.putAway();
        } finally {
            taken += round.taken();
            refused += round.refused();
            listener.onRound(taken, refused);
        }
        return true;
    }

    private void pause(String what) throws InterruptedException {
        if (!what.equals(obstacle)) {
            obstacle = what;
            LOG.warnf("The inbox waits: %s", what);
            listener.onPause(what);
        }
        Thread.sleep(backoff.next().toMillis());
    }

    /** Finishes the batch that is being committed and stops; what was claimed is taken when the inbox is opened again. */
    @Override
    public void close() {
        open = false;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        try {
            folder.close();
        } catch (IOException e) {
            LOG.debug("The lock of the inbox could not be closed", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
