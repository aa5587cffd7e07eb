package isocenter.ingest.dimse;

import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.StorageCommitment.Report;
import isocenter.ingest.dimse.association.Association;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.IncomingMessage;
import isocenter.ingest.dimse.association.PresentationContext;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.RoleSelection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends storage commitment reports to callers who closed their association before they heard them: over a new one to
 * the node that is configured under their AE title. What cannot be told after some tries is given up; who still wants to
 * know asks again (PS3.4 J.3.3).
 */
final class EventReporter implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EventReporter.class);
    private static final int MOST_WAITING = 1000;
    private static final int ATTEMPTS = 5;

    private final RemoteNodes nodes;
    private final Connections connections;
    private final Duration response;
    private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "dimse-event-reports");
        thread.setDaemon(true);
        return thread;
    });

    EventReporter(RemoteNodes nodes, Connections connections) {
        this.nodes = nodes;
        this.connections = connections;
        this.response = connections.settings().timeouts().response();
        worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Tells the report later, from another thread. */
    void tell(String aeTitle, Report report) {
        Optional<RemoteNode> node = nodes.titled(aeTitle);
        if (node.isEmpty()) {
            LOG.warnf(
                    "%s did not wait for its storage commitment report and cannot be called back: no node under isocenter.dimse.nodes has this AE title",
                    aeTitle);
        } else if (worker.getQueue().size() >= MOST_WAITING) {
            LOG.warnf("A storage commitment report for %s was given up: too many wait already", aeTitle);
        } else {
            schedule(node.get(), report, 1);
        }
    }

    private void schedule(RemoteNode node, Report report, int attempt) {
        try {
            worker.schedule(() -> attempt(node, report, attempt), 1L << attempt, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.warnf("A storage commitment report for %s was given up: the server stops", node.name());
        }
    }

    private void attempt(RemoteNode node, Report report, int attempt) {
        try {
            send(node, report);
        } catch (AssociationException e) {
            if (attempt < ATTEMPTS) {
                schedule(node, report, attempt + 1);
            } else {
                LOG.warnf("A storage commitment report for %s was given up: %s", node.name(), e.getMessage());
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "A storage commitment report for %s could not be sent", node.name());
        }
    }

    private void send(RemoteNode node, Report report) {
        ProposedContext context = new ProposedContext(
                1,
                SopClasses.STORAGE_COMMITMENT,
                List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid()));
        RoleSelection role = new RoleSelection(SopClasses.STORAGE_COMMITMENT, false, true);
        try (Association association = connections.open(node, List.of(context), List.of(role))) {
            Optional<PresentationContext> agreed = association.context(SopClasses.STORAGE_COMMITMENT);
            if (agreed.isEmpty()) {
                LOG.warnf("%s does not take storage commitment reports over an association of ours", node.name());
                association.release();
                return;
            }
            association.request(agreed.get(), StorageCommitment.eventReport(report), report.information());
            Optional<IncomingMessage> answer = association.receive(response);
            if (answer.isPresent()) {
                LOG.debugf("%s took a storage commitment report", node.name());
                association.release();
            }
        }
    }

    @Override
    public void close() {
        worker.shutdown();
    }
}
