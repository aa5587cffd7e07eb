package isocenter.ingest.dimse;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings studies from another node into the archive, several at once. A study that came completely before and has not
 * changed is not retrieved again, so that a pull which was cut off goes on when it is repeated.
 */
@ApplicationScoped
public class Pull {
    private final QueryRetrieve requests;
    private final Connections connections;
    private final Inbox inbox;
    private final PullRecord record;
    private final Pseudonyms pseudonyms;
    private final DimseConfig config;

    Pull(
            QueryRetrieve requests,
            Connections connections,
            Inbox inbox,
            PullRecord record,
            Pseudonyms pseudonyms,
            DimseConfig config) {
        this.requests = requests;
        this.connections = connections;
        this.inbox = inbox;
        this.record = record;
        this.pseudonyms = pseudonyms;
        this.config = config;
    }

    /**
     * The studies that a query finds, by Study Instance UID. These are a patient's data: for {@link #pull}, not for a log.
     *
     * @throws IllegalArgumentException when the query is not for studies
     * @throws isocenter.ingest.dimse.association.AssociationException when the association fails
     * @throws RequestFailedException when the node says no
     */
    public List<String> find(RemoteNode node, Query query) {
        if (query.level() != QueryLevel.STUDY) {
            throw new IllegalArgumentException("Only studies are pulled: ask at the level STUDY");
        }
        Set<String> studies = new LinkedHashSet<>();
        requests.find(node, query, match -> {
            match.text(Tags.STUDY_INSTANCE_UID).ifPresent(studies::add);
            return true;
        });
        return List.copyOf(studies);
    }

    /**
     * Pulls studies. One that fails never stops the others.
     *
     * @param studies Study Instance UIDs at the node
     * @return an outcome for each, in their order
     * @throws PullInterruptedException when the calling thread was interrupted; what came stays
     */
    public List<StudyOutcome> pull(RemoteNode node, List<String> studies, PullListener listener) {
        ObjectReceiver receiver = new ObjectReceiver(
                inbox,
                new SopClasses(config.storageClasses().orElse(List.of())),
                config.limits().object());
        StudyPull one =
                new StudyPull(requests, receiver, record, pseudonyms, node, connections.aeTitle(), config.pull());
        PullProgress progress = new PullProgress(listener, studies.size());
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(1, config.pull().parallel()), task -> {
                    Thread thread = new Thread(task, "dimse-pull");
                    thread.setDaemon(true);
                    return thread;
                });
        try {
            List<Future<StudyOutcome>> running = new ArrayList<>();
            for (String study : studies) {
                running.add(threads.submit(() -> {
                    StudyOutcome outcome = one.pull(study, progress::arrived);
                    progress.done();
                    return outcome;
                }));
            }
            return outcomes(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<StudyOutcome> outcomes(List<Future<StudyOutcome>> running) {
        List<StudyOutcome> outcomes = new ArrayList<>();
        try {
            for (Future<StudyOutcome> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PullInterruptedException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known
                    ? known
                    : new IllegalStateException("A pull failed beyond what a node can cause", e.getCause());
        }
    }

    private static final class PullProgress {
        private final PullListener listener;
        private final int studies;
        private int done;
        private long objects;

        PullProgress(PullListener listener, int studies) {
            this.listener = listener;
            this.studies = studies;
        }

        synchronized void arrived(int more) {
            objects += more;
            listener.onProgress(done, studies, objects);
        }

        synchronized void done() {
            done++;
            listener.onProgress(done, studies, objects);
        }
    }
}
