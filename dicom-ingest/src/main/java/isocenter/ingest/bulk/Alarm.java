package isocenter.ingest.bulk;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Ends a wait early when something new is in a folder, as far as the file system tells; network ones do not. */
final class Alarm implements AutoCloseable {
    private static final int FOLDERS = 1000;

    private final @Nullable WatchService events;
    private final Set<Path> watched = new HashSet<>();

    Alarm(Path folder) {
        WatchService opened;
        try {
            opened = folder.getFileSystem().newWatchService();
        } catch (IOException | UnsupportedOperationException silent) {
            opened = null;
        }
        events = opened;
    }

    void watch(Path folder) {
        if (events != null && watched.size() < FOLDERS && watched.add(folder)) {
            try {
                folder.register(events, StandardWatchEventKinds.ENTRY_CREATE);
            } catch (IOException | UnsupportedOperationException polled) {
                // Gone, or the system watches no more: it is looked into at each poll all the same.
            }
        }
    }

    void await(Duration longest) throws InterruptedException {
        if (events == null) {
            Thread.sleep(longest.toMillis());
            return;
        }
        try {
            WatchKey key = events.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (key != null) {
                key.pollEvents();
                if (!key.reset()) {
                    watched.clear();
                }
            }
        } catch (ClosedWatchServiceException closed) {
            Thread.sleep(longest.toMillis());
        }
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
        }
    }
}
