package isocenter.deploy.worker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The worker processes that one command has started for an import; they end with it, or with the import. */
public final class ImportWorkers implements AutoCloseable {
    /** A process that dies at once every time must not be started for ever. */
    private static final int REPLACEMENTS = 10;

    /** The database may be this process's own: it is closed after them. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path home;
    private final UUID importId;
    private final int count;
    private final List<WorkerProcess> processes = new ArrayList<>();
    private int started;

    private ImportWorkers(Path home, UUID importId, int count) {
        this.home = home;
        this.importId = importId;
        this.count = count;
    }

    /** Starts so many; the processors of this machine are shared out among them. */
    public static ImportWorkers start(Path home, UUID importId, int count) {
        ImportWorkers workers = new ImportWorkers(home, importId, count);
        workers.keepUp();
        return workers;
    }

    /**
     * Replaces processes that were lost.
     *
     * @throws JobFailed when they are lost again and again
     */
    public void keepUp() {
        processes.removeIf(process -> !process.alive());
        while (processes.size() < count) {
            if (started >= count + REPLACEMENTS) {
                throw new JobFailed("Worker processes end again and again; their logs are under " + home.resolve("logs")
                        + ". Put that right and run the same command again to go on.");
            }
            started++;
            processes.add(WorkerProcess.forImport(home, importId, started, count));
        }
    }

    /** Asks those that are left to end and waits for them: what they have begun goes back to the queue. */
    @Override
    public void close() {
        processes.forEach(WorkerProcess::stop);
        processes.forEach(process -> process.awaitEnd(PATIENCE));
    }
}
