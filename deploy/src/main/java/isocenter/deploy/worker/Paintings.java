package isocenter.deploy.worker;

import isocenter.audit.ledger.IsocenterHome;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Has a backbone's run paint images, in a process of its own; one at a time. */
@ApplicationScoped
public class Paintings {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final IsocenterHome home;
    private final Semaphore easel = new Semaphore(1);

    Paintings(IsocenterHome home) {
        this.home = home;
    }

    /**
     * Paints as {@code isocenter pretrain reconstruct} does.
     *
     * @return PNG; nothing while another is being painted
     * @throws IllegalStateException when it fails; the message names the log
     */
    public Optional<byte[]> paint(String backbone, int images) {
        if (!easel.tryAcquire()) {
            return Optional.empty();
        }
        try {
            Path picture = Files.createTempFile("painted", ".png"); // readable by its owner alone
            try {
                WorkerProcess process = WorkerProcess.forPainting(home.path(), backbone, images, picture);
                process.awaitEnd(PATIENCE);
                if (process.alive()) {
                    process.stop();
                    throw new IllegalStateException("Painting took too long; see " + process.log());
                }
                if (process.exitCode() != 0) {
                    throw new IllegalStateException("Painting failed; see " + process.log());
                }
                return Optional.of(Files.readAllBytes(picture));
            } finally {
                Files.deleteIfExists(picture);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The picture cannot be kept for the moment that it takes to send it", e);
        } finally {
            easel.release();
        }
    }
}
