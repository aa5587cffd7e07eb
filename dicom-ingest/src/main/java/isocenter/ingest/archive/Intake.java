package isocenter.ingest.archive;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Takes in objects that arrive one at a time, from many senders at once, with the same care as {@link Archive} takes in
 * files: an outcome is told only when it is durable. Safe for use by many threads.
 */
@ApplicationScoped
public class Intake {
    private final Path home;
    private final Examiner examiner;
    private final Pseudonyms pseudonyms;
    private final BatchCommit commit;
    private final IngestConfig config;
    private @Nullable Reception reception;

    @Inject
    Intake(IsocenterHome home, Examiner examiner, Pseudonyms pseudonyms, BatchCommit commit, IngestConfig config) {
        this.home = home.path();
        this.examiner = examiner;
        this.pseudonyms = pseudonyms;
        this.commit = commit;
        this.config = config;
    }

    /**
     * Opens a place for one object.
     *
     * @throws StoreException when nothing can be taken in now
     */
    public Arrival begin() {
        return new Arrival(reception(), null);
    }

    /**
     * Opens a place for one object of a certain study; one of another study is refused.
     *
     * @param study Study Instance UID, as in the object or as in the catalogue
     * @throws StoreException when nothing can be taken in now
     */
    public Arrival begin(String study) {
        return new Arrival(reception(), study);
    }

    private synchronized Reception reception() {
        Reception open = reception;
        if (open == null) {
            commit.requireOwnKey();
            open = new Reception(
                    home,
                    examiner,
                    pseudonyms,
                    commit,
                    new StagingArea(home).open(commit::removeUnlessCatalogued),
                    config);
            reception = open;
        }
        return open;
    }

    /** Finishes what has come in completely; what comes later opens the door again. */
    @PreDestroy
    public synchronized void close() {
        if (reception != null) {
            reception.close();
            reception = null;
        }
    }
}
